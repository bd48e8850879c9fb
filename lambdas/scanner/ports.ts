import type { ReadLastScans } from '../shared/adapters/read-last-scans.ts';
import type { ImportMessage } from '../shared/contract.ts';
import type { Enqueued, Source } from '../shared/domain/audience-item.ts';
import type { FreshnessTurn } from '../shared/domain/freshness.ts';
import type { IgnoredObjects } from '../shared/domain/ignored-objects.ts';
import type { LastScan } from '../shared/domain/last-scan.ts';
import type { Notice } from '../shared/domain/notice.ts';
import type { ListedFolder, ListedObject } from './domain/listing.ts';
import type { KnownFile, UnreadableFile } from './domain/merge-by-file-name.ts';
import type { ScanPosition } from './domain/position.ts';

/**
 * Lists what lies directly under the path: objects and folders, in UTF-8 byte order of their names.
 *
 * @param after begins behind this name of an object
 */
export type ListFiles = (
  path: string,
  after?: string,
) => AsyncIterable<ListedObject | ListedFolder>;

/**
 * What is known of a project's files, in UTF-8 byte order of their names.
 *
 * @param after begins behind this one
 */
export type ReadKnownFiles = (
  projectId: string,
  after?: string,
) => AsyncIterable<KnownFile | UnreadableFile>;

export interface RecordSourceOptions {
  /** the message that is about to be sent, if one is */
  sending?: Enqueued | undefined;
  /** as of `Decision` */
  disbelieved?: number | undefined;
}

/**
 * Creates the audience's item if need be.
 *
 * @returns false when what is recorded was listed since; nothing was written then
 */
export type RecordSource = (
  projectId: string,
  fileName: string,
  source: Source,
  options?: RecordSourceOptions,
) => Promise<boolean>;

/**
 * Marks the file as gone.
 *
 * @param disbelieved as of `Decision`
 * @returns false when it was listed since, and nothing was written
 */
export type RecordMissing = (
  projectId: string,
  fileName: string,
  listedAt: number,
  disbelieved?: number,
) => Promise<boolean>;

/**
 * Notes the message before it is sent, so that whoever takes it and does nothing can say so.
 *
 * @returns false when another version of the file was seen since, or it is gone
 */
export type RecordSending = (message: ImportMessage, sending: Enqueued) => Promise<boolean>;

/**
 * The same for a file that was rejected for the project's limit, and makes it due.
 *
 * @returns false also when its last import ended otherwise by now
 */
export type RecordRetry = (message: ImportMessage, sending: Enqueued) => Promise<boolean>;

/**
 * The same for a file that was published, and makes it due once more.
 *
 * @param published ID of the import that has published it
 * @returns false also when something has happened to its audience since
 */
export type RecordRematch = (
  message: ImportMessage,
  sending: Enqueued,
  published: string,
) => Promise<boolean>;

/** Notes that SQS has taken the message, unless another one was noted since. */
export type RecordSent = (message: ImportMessage) => Promise<void>;

/**
 * Writes that a file has gone stale, or is so no more, and what administrators are to be told of it.
 *
 * @param source as it is recorded
 * @param at milliseconds since 1970
 * @returns false when that was written already, the file was seen otherwise since, or too many notices wait; nothing was written then
 */
export type RecordFreshness = (
  projectId: string,
  fileName: string,
  source: Source,
  turn: FreshnessTurn,
  at: number,
) => Promise<boolean>;

/**
 * Writes what was ignored of a project, and what its administrators are to be told of it.
 *
 * @param before `at` of what is replaced; undefined if there was nothing. What somebody else has written since stays
 */
export type RecordIgnored = (
  projectId: string,
  ignored: Omit<IgnoredObjects, 'pending'>,
  notices: readonly Notice[],
  before: number | undefined,
) => Promise<void>;

/** Where a run has stopped. */
export interface Position {
  read: () => Promise<ScanPosition | undefined>;
  save: (position: ScanPosition) => Promise<void>;
  clear: () => Promise<void>;
}

/** What scans have seen, for people. */
export interface KeepScans {
  readLastScans: ReadLastScans;
  saveLastScan: (projectId: string, scan: LastScan) => Promise<void>;
  /** @param at when a tick began that has looked at all projects; milliseconds since 1970 */
  saveTick: (at: number) => Promise<void>;
  /** it could not be read or written, which harms no scan */
  onNotKept: (error: unknown) => void;
}

/** A message to the importer: files of one project that are imported in one pass over its users, if they can be. */
export interface Order {
  projectId: string;
  path: string;
  files: readonly ImportMessage[];
}

export interface SendResult {
  confirmed: readonly Order[];
  refused: readonly { order: Order; reason: string }[];
}

/** Sends at most 10 messages in one call and reports on each of them. */
export type SendMessages = (orders: readonly Order[]) => Promise<SendResult>;

/**
 * Tells this scanner of the object once more.
 *
 * @param until milliseconds since 1970: not before, and for all that was told before
 */
export type PutOff = (key: string, until: number) => Promise<void>;
