import type { Notice } from '../shared/domain/notice.ts';
import type { Unreached } from '../shared/domain/unreached.ts';
import type { Mail } from './domain/render-mail.ts';

export interface AudienceKey {
  projectId: string;
  fileName: string;
}

/** File names of a project's audiences that are likely to have notices, page by page, from the same index. */
export type ListPending = (projectId: string) => AsyncIterable<string>;

/** By `noticeKey`. Empty only where the index has to be told so. */
export type Notices = Readonly<Record<string, Notice>>;

export interface Pending {
  notices: Notices;
  /** that each update of the item takes: it is written whole, with all versions of the audience */
  writeUnits: number;
}

/** Strongly consistent. @returns undefined when there is nothing to be told */
export type ReadPending = (key: AudienceKey) => Promise<Pending | undefined>;

/**
 * Removes exactly these notices, and takes the audience out of the index if they are all it has.
 *
 * @param areAll no others were read; whether one came since is checked
 */
export type RemoveNotices = (
  key: AudienceKey,
  noticeKeys: readonly string[],
  areAll: boolean,
) => Promise<void>;

/**
 * One mail to all of these addresses.
 *
 * @throws MailRefusedError, or one of its subclasses, when SES answered that it does not take it
 */
export type SendMail = (to: readonly string[], mail: Mail) => Promise<void>;

/**
 * Keeps for the next runs whom a project's mails did not reach.
 *
 * @param order a number that only grows; what was saved under a higher one stays
 */
export type SaveUnreached = (
  projectId: string,
  unreached: Unreached,
  order: number,
) => Promise<void>;

/** When the last digest of a project was begun, in milliseconds since 1970. Strongly consistent. */
export type GetLastDigest = (projectId: string) => Promise<number | undefined>;

/** Repeats well. What was saved of a later one stays. */
export type SaveLastDigest = (projectId: string, at: number) => Promise<void>;
