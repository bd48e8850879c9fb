import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { hasLiveClaim, isDue, isOnItsWay } from '../../../lambdas/shared/domain/due.ts';

/**
 * How far a file's import is:
 *
 * - `ended`: the file as it is now has an outcome, or the file is gone
 * - `underway`: an import runs, or a message for the file as it is now is in the queue
 * - `unsent`: neither, although it is due: the message was dropped, because the file had changed for
 *   example, or the scanner ran out of time. Only another scan brings it on.
 */
export type FileProgress = 'ended' | 'underway' | 'unsent';

/** @param now milliseconds since 1970 */
export const progressOf = (
  item: Pick<AudienceItem, 'source' | 'outcome' | 'claim' | 'enqueued'>,
  now: number,
): FileProgress => {
  if (!isDue(item, now)) return 'ended';
  return hasLiveClaim(item, now) || isOnItsWay(item, now) ? 'underway' : 'unsent';
};
