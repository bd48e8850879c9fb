import { type HashId, loadHashId } from '../../lambdas/shared/membership/hash-id.ts';
import { cutRanges } from './cut-ranges.ts';
import type { BatchOptions, MemberSet } from './member-set.ts';

/** What is made of several sets, range by range. */
export interface Combination {
  /** whether anything can come of the rest, given which sets have more */
  goesOn: (hasMore: readonly boolean[]) => boolean;
  /** @param ranges of each set the IDs between the same two places of the order */
  join: (ranges: readonly string[][], hashId: HashId) => string[];
}

/** Nothing is read before the first batch is asked for; it can be read as often as its sets can. */
export const combine = (sets: readonly MemberSet[], combination: Combination): MemberSet => ({
  batches: (options = {}) => joinRanges(sets, combination, options),
});

async function* joinRanges(
  sets: readonly MemberSet[],
  { goesOn, join }: Combination,
  options: BatchOptions,
): AsyncGenerator<string[]> {
  const hashId = await loadHashId();
  for await (const ranges of cutRanges(sets, goesOn, hashId, options)) {
    const ids = join(ranges, hashId);
    if (ids.length > 0) yield ids;
  }
}
