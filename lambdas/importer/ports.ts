import type { ImportMessage } from '../shared/contract.ts';
import type { Counts, Layout, LiveVersion } from '../shared/domain/audience-item.ts';

/** The right to write one version of one audience, until it ends or somebody else takes it. */
export interface ClaimedImport {
  importId: string;
  projectId: string;
  fileName: string;
  etag: string;
  audienceId: string;
  /** drawn for this import alone; nobody else writes under it */
  version: number;
  /** what readers see meanwhile */
  live: (LiveVersion & { version: number }) | undefined;
}

/** `not-due`: another ETag is recorded, it is done already, or the file is gone. */
export type ClaimRefusal = 'not-due' | 'being-imported' | 'unknown-file';

export type ClaimImport = (
  message: ImportMessage,
  importId: string,
  /** milliseconds since 1970; the claim is dead afterwards */
  until: number,
) => Promise<ClaimedImport | ClaimRefusal>;

export interface Rejection {
  cause: string;
  message: string;
  row?: number | undefined;
}

/**
 * The ways in which an import ends. Each is one conditional write; false means that the claim was taken
 * over, and nothing was written.
 */
export interface EndImport {
  /** The new version becomes live and the last one superseded. */
  publish: (claimed: ClaimedImport, counts: Counts, layout: Layout) => Promise<boolean>;
  /** The same members as the live version: it stays, under the new ETag. */
  publishUnchanged: (
    claimed: ClaimedImport,
    live: LiveVersion & { version: number },
    counts: Counts,
  ) => Promise<boolean>;
  reject: (claimed: ClaimedImport, rejection: Rejection) => Promise<boolean>;
  /** Nothing is said of the file: it stays due. */
  release: (claimed: ClaimedImport) => Promise<boolean>;
}

/** Tells the scanner that the message is gone, so that it looks at the file again. */
export type RecordDrop = (message: ImportMessage) => Promise<void>;

/**
 * Streams exactly the version of the object with this ETag.
 *
 * @throws FileSupersededError when the object is another one by now, or none
 */
export type OpenFile = (key: string, etag: string) => Promise<AsyncIterable<Uint8Array>>;
