import type { HashId } from '../../lambdas/shared/membership/hash-id.ts';
import { Batch } from './batch.ts';

/** A set that is being read. */
export interface Input {
  /**
   * Reads on if all was taken of what was read.
   *
   * @returns undefined at its end
   */
  fill: (hashId: HashId) => Promise<Batch | undefined>;
  end: () => Promise<unknown>;
}

export const openInput = (batches: AsyncIterable<string[]>): Input => {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: Batch | undefined;
  let isOver = false;
  return {
    fill: async (hashId) => {
      if (batch?.isTaken === true) batch = undefined;
      while (!batch && !isOver) {
        const next = await iterator.next();
        if (next.done === true) isOver = true;
        else if (next.value.length > 0) batch = new Batch(next.value, hashId);
      }
      return batch;
    },
    end: async () => iterator.return?.(),
  };
};
