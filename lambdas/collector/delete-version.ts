import pMap from 'p-map';
import { inGroupsAsync } from '../shared/in-groups.ts';
import { type Backoff, retryUnprocessed } from '../shared/retry-unprocessed.ts';
import type { Budget } from './budget.ts';
import type { ChunkSet, DeleteChunks, FindChunks } from './ports.ts';

export interface DeleteVersionPorts {
  findChunks: FindChunks;
  deleteChunks: DeleteChunks;
  backoff: Backoff;
  budget: Budget;
  /** told of chunks that are gone */
  onDeleted: (chunks: number) => void;
}

/** BatchWriteItem takes no more. */
const chunksPerCall = 25;
const shardsAtOnce = 4;
/** Of a chunk: it has 3.5 KB, and a deletion costs what writing did. */
const expectedUnits = 4;

/**
 * Deletes what there is of a version that nobody reads or writes any more. It looks instead of counting from 0 to n: of an
 * import that died nobody knows n, a second run finds only what the first has left, and deleting a chunk that is not there
 * costs more than seeing that.
 *
 * @returns false when the budget was spent before all of it was gone
 * @throws ThrottledError
 */
export const deleteVersion = async (
  of: ChunkSet,
  { findChunks, deleteChunks, backoff, budget, onDeleted }: DeleteVersionPorts,
): Promise<boolean> => {
  let isComplete = true;

  const deleteSome = async (
    shard: number,
    buckets: readonly number[],
  ): Promise<readonly number[]> => {
    if (budget.isSpent()) {
      isComplete = false;
      // They stay, and the next run finds them.
      return [];
    }
    const { unprocessed } = await budget.use(expectedUnits * buckets.length, () =>
      deleteChunks(of, shard, buckets),
    );
    onDeleted(buckets.length - unprocessed.length);
    return unprocessed;
  };

  const deleteShard = async (shard: number): Promise<void> => {
    for await (const buckets of inGroupsAsync(findChunks(of, shard), chunksPerCall)) {
      await retryUnprocessed(buckets, (some) => deleteSome(shard, some), backoff);
      if (!isComplete) return;
    }
  };
  await pMap(Array(of.shards).keys(), deleteShard, { concurrency: shardsAtOnce });
  return isComplete;
};
