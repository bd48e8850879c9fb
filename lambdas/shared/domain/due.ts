import { importQueueRetentionSeconds } from '../contract.ts';
import type { Claim, Enqueued, Outcome, Source } from './audience-item.ts';
import { isFromFuture } from './clocks.ts';

/** The parts of an audience's item that decide whether its file has to be imported. */
export interface FileState {
  source: Source;
  outcome?: Pick<Outcome, 'etag' | 'retryAt'> | undefined;
  claim?: Pick<Claim, 'until'> | undefined;
  enqueued?: Enqueued | undefined;
}

/**
 * Mounted buckets and gateways create an object of zero bytes first, and write its content when the file is closed: an export of
 * hours. One that stays empty is told when it is so old.
 */
const placeholderMillis = 30 * 60_000;

/** Until when a file of zero bytes is taken for one that is being written; milliseconds since 1970. */
const writtenUntil = ({ size, lastModified, seenAt }: Source): number | undefined =>
  // A date of S3's may lie in the future, as seen from here.
  size === 0 ? Math.min(lastModified, seenAt) + placeholderMillis : undefined;

export const isBeingWritten = (source: Source, now: number): boolean =>
  source.present && now < (writtenUntil(source) ?? 0);

/** Since when the file, as it is now, could have been imported; milliseconds since 1970. */
export const readySince = (source: Source): number =>
  source.waitingSince ?? Math.max(source.seenAt, writtenUntil(source) ?? 0);

/** The one rule of scanner and claim: the file is there and written, and this ETag has no outcome or is to be retried. */
export const isDue = (
  { source, outcome }: Pick<FileState, 'source' | 'outcome'>,
  now: number,
): boolean =>
  source.present &&
  !isBeingWritten(source, now) &&
  (outcome?.etag !== source.etag || (outcome.retryAt !== undefined && outcome.retryAt <= now));

/** Since when a file has been out for its project's limit, if its last import left it so. */
export const overLimitSinceOf = (
  outcome: Pick<Outcome, 'at' | 'cause' | 'overLimitSince'> | undefined,
): number | undefined =>
  outcome?.overLimitSince ?? (outcome?.cause === 'limit' ? outcome.at : undefined);

export const hasLiveClaim = ({ claim }: Pick<FileState, 'claim'>, now: number): boolean =>
  claim !== undefined && claim.until > now;

/**
 * A message for this very ETag was sent, was not dropped, and can still be in the queue. One that was sent
 * before the file became due again has led to the outcome that is retried. One that is about to be sent does not count:
 * whoever sends it may have died.
 */
export const isOnItsWay = ({ source, enqueued, outcome }: FileState, now: number): boolean =>
  enqueued?.etag === source.etag &&
  enqueued.sending !== true &&
  enqueued.dropped !== true &&
  (outcome?.etag !== source.etag || enqueued.at >= (outcome.retryAt ?? 0)) &&
  enqueued.at > now - importQueueRetentionSeconds * 1000 &&
  !isFromFuture(enqueued.at, now);

/**
 * A scan waits for this very message. If it does not, whoever took it has let the file go, or the file has changed since: then
 * another message imports it.
 */
export const isAwaited = (
  { enqueued }: Pick<FileState, 'enqueued'>,
  { etag, at }: Pick<Enqueued, 'etag' | 'at'>,
): boolean => enqueued?.at === at && enqueued.etag === etag && enqueued.dropped !== true;
