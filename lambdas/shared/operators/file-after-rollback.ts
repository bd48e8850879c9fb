import type { AudienceItem, Outcome } from '../domain/audience-item.ts';
import { hasLiveClaim, isBeingWritten, isDue } from '../domain/due.ts';

/**
 * What becomes of the file, as it was seen last, when its audience is rolled back.
 *
 * - `done`: it is what was rolled back from, now or before; it stays out until it changes, or is retried
 * - `missing`: it is gone; one that is uploaded is imported, if it is not the one that was rolled back from
 * - `due`: it is newer than what was rolled back from; the next scan imports it
 * - `called-off`: the same, and an import of it was running
 * - `failed`: it is newer, its import failed for now and is tried again
 * - `rejected`: it is newer, and was rejected
 * - `held`: it is newer, and waits for an operator to approve it; it still does
 * - `discarded`: it is newer, was held, and is dropped
 */
export type FileAfterRollback =
  'done' | 'missing' | 'due' | 'called-off' | 'failed' | 'rejected' | 'held' | 'discarded';

export interface SettledFile {
  file: FileAfterRollback;
  /** the ETag that counts as done from now on; undefined: the outcome stays as it is */
  done: string | undefined;
}

/**
 * Only what was rolled back from counts as done, so that no scan undoes the rollback. A newer file was never published: it
 * may be the very correction that the rollback makes time for.
 *
 * @param live ETag of the file that the live version was made from
 */
export const settleFile = (item: AudienceItem, live: string, now: number): SettledFile => {
  const { source, outcome } = item;
  const last = outcome?.etag === source.etag ? outcome : undefined;
  // Published, but no longer live: it was rolled back from before.
  if (source.etag === live || last?.result === 'published')
    return { file: source.present ? 'done' : 'missing', done: source.etag };
  return { file: stateOf(item, last, now), done: last ? undefined : live };
};

const stateOf = (item: AudienceItem, last: Outcome | undefined, now: number): FileAfterRollback => {
  if (!item.source.present) return 'missing';
  if (hasLiveClaim(item, now)) return 'called-off';
  if (isDue(item, now) || isBeingWritten(item.source, now)) return 'due';
  const result = last?.result;
  return result === 'rejected' || result === 'held' || result === 'discarded' ? result : 'failed';
};
