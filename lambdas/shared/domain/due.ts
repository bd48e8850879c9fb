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

/** The one rule of scanner and claim: the file is there, and this ETag has no outcome or is to be retried. */
export const isDue = (
  { source, outcome }: Pick<FileState, 'source' | 'outcome'>,
  now: number,
): boolean =>
  source.present &&
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
