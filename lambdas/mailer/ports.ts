import type { Notice } from '../shared/domain/notice.ts';
import type { Mail } from './domain/render-mail.ts';

export interface AudienceKey {
  projectId: string;
  fileName: string;
}

/**
 * Audiences that are likely to have notices, from an index that lags a little. Those of one project mostly
 * follow each other.
 */
export type ListPending = () => AsyncIterable<AudienceKey>;

/** By `noticeKey`. Empty only where the index has to be told so. */
export type Notices = Readonly<Record<string, Notice>>;

/** Strongly consistent. @returns undefined when there is nothing to be told */
export type ReadPending = (key: AudienceKey) => Promise<Notices | undefined>;

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
