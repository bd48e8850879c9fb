import { bucketOf } from '../../lambdas/shared/membership/chunk-layout.ts';
import type { Batched } from '../../reader/algebra/member-set.ts';
import type { ReadOptions } from '../../reader/read-options.ts';
import { hashId } from './hash-id.ts';
import { orderMembers } from './order-members.ts';

/** A set whose members lie in so many chunks, and what was asked of it. */
export interface CountedSet extends Batched {
  /** batches that were asked for, the end included */
  pulled: number;
  begun: number;
  ended: number;
}

/** @param onPull what happens before a batch is handed out */
export const countedSet = (
  members: readonly string[],
  chunks: number,
  onPull: (pulled: number, options?: ReadOptions) => unknown = () => undefined,
): CountedSet => {
  const buckets = Array.from({ length: chunks }, (): string[] => []);
  for (const id of orderMembers(members).ids) buckets[bucketOf(hashId(id), chunks)]!.push(id);
  const set: CountedSet = {
    pulled: 0,
    begun: 0,
    ended: 0,
    batches: async function* (options) {
      set.begun += 1;
      try {
        for (const ids of [...buckets, undefined]) {
          set.pulled += 1;
          await onPull(set.pulled, options);
          if (ids) yield ids;
        }
      } finally {
        await new Promise(setImmediate);
        set.ended += 1;
      }
    },
  };
  return set;
};
