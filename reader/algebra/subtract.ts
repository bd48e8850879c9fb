import { combine } from './combine.ts';
import { matchUp } from './match-up.ts';
import type { Batched, MemberSet } from './member-set.ts';

/**
 * Who is in the first set and in none of the others, exactly, in the order of a version. A batch of each set is in memory,
 * beside what the set reads ahead; it ends as soon as the first set does.
 */
export const subtract = (from: Batched, ...others: readonly Batched[]): MemberSet =>
  combine([from, ...new Set(others)], {
    goesOn: ([hasMore = false]) => hasMore,
    join: ([first = [], ...rest]) => rest.reduce(dropCommon, first),
  });

const dropCommon = (ids: string[], other: readonly string[]): string[] => {
  const matches = matchUp(ids, other);
  return ids.filter((_, index) => (matches[index] ?? -1) < 0);
};
