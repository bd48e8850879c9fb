import type { ImportMessage } from '../shared/contract.ts';
import type { Source } from '../shared/domain/audience-item.ts';
import type { KnownFile, ListedFile } from './domain/merge-by-file-name.ts';

/** An object or folder under a project's path that is not a file of ours. */
export const ignored = Symbol('ignored');

/** Lists what lies directly under the path, in UTF-8 byte order; folders count as one `ignored`. */
export type ListFiles = (path: string) => AsyncIterable<ListedFile | typeof ignored>;

/** What is known of a project's files, in UTF-8 byte order of their names. */
export type ReadKnownFiles = (projectId: string) => AsyncIterable<KnownFile>;

/** Creates the audience's item if need be. @returns false when something newer is recorded already */
export type RecordSource = (
  projectId: string,
  fileName: string,
  source: Source,
) => Promise<boolean>;

/** Marks the file as gone, unless it changed since `seen` was read. */
export type RecordMissing = (projectId: string, fileName: string, seen: Source) => Promise<void>;

/**
 * Makes a file due that was rejected for the project's limit.
 *
 * @returns false when its last import ended otherwise by now
 */
export type RecordRetry = (
  projectId: string,
  fileName: string,
  etag: string,
  retryAt: number,
) => Promise<boolean>;

/** Remembers that the message is on its way, unless a newer one or a drop of this one is recorded. */
export type RecordEnqueued = (message: ImportMessage) => Promise<void>;

export interface SendResult {
  confirmed: readonly ImportMessage[];
  refused: readonly { message: ImportMessage; reason: string }[];
}

/** Sends at most 10 messages in one call and reports on each of them. */
export type SendMessages = (messages: readonly ImportMessage[]) => Promise<SendResult>;
