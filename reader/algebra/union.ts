import { combine } from './combine.ts';
import type { Batched, MemberSet } from './member-set.ts';
import { merge } from './merge.ts';

/**
 * Who is in at least one of the sets, each once, exactly, in the order of a version. A batch of each set is in memory, beside
 * what the set reads ahead. Of no sets it is empty.
 */
export const union = (...sets: readonly Batched[]): MemberSet =>
  combine([...new Set(sets)], {
    goesOn: (hasMore) => hasMore.some(Boolean),
    join: ([first = [], ...others], hashId) =>
      others.reduce((merged, other) => merge(merged, other, hashId), first),
  });
