import type { ImportMessage } from '../contract.ts';
import type { Base, Counts, HeldVersion, LiveVersion } from '../domain/audience-item.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { Diagnosis } from '../domain/diagnosis.ts';
import type {
  DropReason,
  FailureCause,
  HoldCause,
  RejectionCause,
} from '../domain/error-policies.ts';
import type { Notices } from '../domain/fold-notices.ts';
import type { OwnGuard } from '../domain/guard-settings.ts';
import type { Layout } from '../domain/layout.ts';
import type { PendingEvents } from '../domain/pending-event.ts';
import type { Report } from '../domain/report.ts';
import type { Told } from '../domain/notice.ts';

/** The right to write one version of one audience, until it ends or somebody else takes it. */
export interface ClaimedImport {
  importId: string;
  projectId: string;
  fileName: string;
  /** name of the object to be read, directly under the project's path; mostly the file name */
  object: string;
  /** of the file as a scan saw it last: whatever is read has to have it */
  etag: string;
  /** bytes of the file, as the scanner saw it */
  size: number;
  audienceId: string;
  /** drawn for this import alone; nobody else writes under it */
  version: number;
  /** how many versions are stored besides this one, in whatever state */
  otherVersions: number;
  /** what readers see meanwhile */
  live: (LiveVersion & { version: number }) | undefined;
  /** the whole version on which the live one stands, or which it is; a version may stand on it for as long as this one holds the claim */
  base: Base | undefined;
  /** what waits for an operator to approve it; operators may approve or drop it meanwhile, and nobody else holds anything */
  held: (HeldVersion & { version: number }) | undefined;
  /** what is set for this audience in place of its project's settings */
  guard: OwnGuard | undefined;
  /** what the administrators have been told already */
  told: Told | undefined;
  /** what they are still to be told; the mailer may take some of it away meanwhile, and nobody adds to it */
  notices: Notices;
  /** what other systems are still to be told; the announcer may take some of it away meanwhile, and nobody adds to it */
  events: PendingEvents | undefined;
  /** members of the last versions that were published; nobody adds to it meanwhile */
  trend: readonly number[] | undefined;
  /** The file has not changed: users who have registered or left since are caught up with. */
  isRematch: boolean;
  /** 0 for the first import of this very file, and one more each time it failed */
  retries: number;
  /** the limit under which a scan found no place for the audience, or others that wait longer for it */
  noPlace: number | undefined;
  /** since when the file has been out for the project's limit, if it has; milliseconds since 1970 */
  overLimitSince: number | undefined;
}

/** The version of the file is what the table says, whatever the message says. */
export type ClaimImport = (
  message: Pick<ImportMessage, 'projectId' | 'fileName'>,
  importId: string,
  /** milliseconds since 1970; the claim is dead afterwards */
  until: number,
) => Promise<ClaimedImport | DropReason>;

export interface Failure<Cause extends string = RejectionCause | FailureCause | HoldCause> {
  cause: Cause;
  /** in English: what is wrong, where, what to do */
  message: string;
  /** the same, for every language */
  explanation?: Explanation | undefined;
  /** 1-based, blank rows included */
  row?: number | undefined;
}

/** Whether chunks may lie under the claimed version: the collector has to look for them then. */
export type Leftovers = 'no-chunks' | 'chunks';

/** What an import has found out besides who is a member. */
export interface Found {
  /** of its unregistered IDs, where one was made */
  diagnosis?: Diagnosis | undefined;
  /** the file's first row, if it may be a column's name and is nobody's ID */
  header?: string | undefined;
  /** some of its unregistered IDs, clipped */
  unregisteredSample?: readonly string[] | undefined;
  /** of all of them */
  report?: Report | undefined;
  /** the project wants to hear of what goes well */
  tellsSuccess?: boolean | undefined;
}

/**
 * The ways in which an import ends. Whichever version becomes live, or is held, takes the place of what was held before. Each is one conditional write; false means that the claim was taken
 * over, and nothing was written. What people have to be told is part of the same write.
 */
export interface EndImport {
  /** The new version becomes live and the last one superseded. */
  publish: (
    claimed: ClaimedImport,
    counts: Counts,
    layout: Layout,
    found?: Found,
  ) => Promise<boolean>;
  /** The same members as the live version: it stays, under the new ETag. */
  publishUnchanged: (
    claimed: ClaimedImport,
    live: LiveVersion & { version: number },
    counts: Counts,
    found?: Found,
  ) => Promise<boolean>;
  /** The new version is complete, and waits for an operator to approve it: the live one stays, if there is one. */
  hold: (
    claimed: ClaimedImport,
    counts: Counts,
    layout: Layout,
    reason: Failure<HoldCause>,
    found?: Found,
  ) => Promise<boolean>;
  /** The file is at fault: it is not tried again. */
  reject: (
    claimed: ClaimedImport,
    failure: Failure<RejectionCause>,
    leftovers: Leftovers,
    found?: Omit<Found, 'header'>,
  ) => Promise<boolean>;
  /** It could not be done: it is due again by the retry schedule. */
  fail: (
    claimed: ClaimedImport,
    failure: Failure<FailureCause>,
    leftovers: Leftovers,
  ) => Promise<boolean>;
  /** Nothing is said of the file: it stays due. */
  release: (claimed: ClaimedImport, leftovers: Leftovers) => Promise<boolean>;
}
