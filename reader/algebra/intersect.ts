import { combine } from './combine.ts';
import { matchUp } from './match-up.ts';
import type { Batched, MemberSet } from './member-set.ts';

/**
 * Who is in all of the sets, exactly, in the order of a version. A batch of each set is in memory, beside what the set reads
 * ahead; it ends as soon as one of the sets does.
 *
 * @throws TypeError without any set: nobody knows everybody
 */
export const intersect = (...sets: readonly Batched[]): MemberSet => {
  if (sets.length === 0) throw new TypeError('intersect() needs a set: give it a snapshot or more');
  return combine([...new Set(sets)], {
    goesOn: (hasMore) => hasMore.every(Boolean),
    join: ([first = [], ...others]) => others.reduce(keepCommon, first),
  });
};

const keepCommon = (ids: string[], other: readonly string[]): string[] => {
  const matches = matchUp(ids, other);
  return ids.filter((_, index) => (matches[index] ?? -1) >= 0);
};
