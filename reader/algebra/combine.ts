import { type HashId, loadHashId } from '../../lambdas/shared/membership/hash-id.ts';
import { IdsOfBatches } from '../read-ids.ts';
import { parseReadOptions, type Reading } from '../read-options.ts';
import { cutRanges } from './cut-ranges.ts';
import type { Batched, MemberSet } from './member-set.ts';

/** What is made of several sets, range by range. */
export interface Combination {
  /** whether anything can come of the rest, given which sets have more */
  goesOn: (hasMore: readonly boolean[]) => boolean;
  /** @param ranges of each set the IDs between the same two places of the order */
  join: (ranges: readonly string[][], hashId: HashId) => string[];
}

/** Nothing is read before the first batch is asked for; it can be read as often as its sets can. */
export const combine = (sets: readonly Batched[], combination: Combination): MemberSet => ({
  batches: (options = {}) => joinRanges(sets, combination, parseReadOptions(options)),
  ids: (options = {}) => new IdsOfBatches(joinRanges(sets, combination, parseReadOptions(options))),
});

async function* joinRanges(
  sets: readonly Batched[],
  { goesOn, join }: Combination,
  reading: Reading,
): AsyncGenerator<string[], undefined> {
  const hashId = await loadHashId();
  for await (const ranges of cutRanges(sets, goesOn, hashId, reading)) {
    const ids = join(ranges, hashId);
    if (ids.length > 0) yield ids;
  }
  return undefined;
}
