import { createBackPressure } from '../shared/back-pressure/back-pressure.ts';
import { inGroupsAsync } from '../shared/in-groups.ts';
import type { Backoff } from '../shared/ports.ts';
import { sideBySide } from '../shared/side-by-side.ts';
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
/** Each is a partition key, which takes 1,000 write units a second; the budget and the table take less as a rule. */
const shardsAtOnce = 16;
/** Of a chunk: it has 3.5 KB, and a deletion costs what writing did. */
const expectedUnits = 4;

/**
 * Deletes what there is of a version that nobody reads or writes any more. It looks instead of counting from 0 to n: of an
 * import that died nobody knows n, a second run finds only what the first has left, and deleting a chunk that is not there
 * costs more than seeing that.
 *
 * @returns false when the budget was spent before all of it was gone
 * @throws what DynamoDB answers
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

  const pressure = createBackPressure({ ...backoff, mostCalls: shardsAtOnce });
  const deleteShard = async (shard: number, stop: AbortSignal): Promise<void> => {
    for await (const buckets of inGroupsAsync(findChunks(of, shard), chunksPerCall)) {
      await pressure.batch(buckets, (some) => deleteSome(shard, some), stop);
      if (!isComplete) return;
    }
  };
  // The budget ends a run.
  await sideBySide(Array(of.shards).keys(), { concurrency: shardsAtOnce }, deleteShard);
  return isComplete;
};
