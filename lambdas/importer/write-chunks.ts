import pMap, { pMapSkip } from 'p-map';
import { inGroups } from '../shared/in-groups.ts';
import type { Chunk } from '../shared/membership/cut-chunks.ts';
import { type Backoff, retryUnprocessed } from '../shared/retry-unprocessed.ts';
import type { UnitMeter } from './unit-meter.ts';

/** One BatchWriteItem of at most 25 chunks. @returns those that DynamoDB handed back */
export type PutChunks = (
  version: { audienceId: string; version: number; shards: number },
  chunks: readonly Chunk[],
  meter: UnitMeter,
) => Promise<readonly Chunk[]>;

/** BatchWriteItem takes no more. */
const chunksPerCall = 25;
const callsAtOnce = 8;

/**
 * Writes the chunks of a version that nobody reads yet. Chunks are cut and compressed as they go.
 *
 * @throws ThrottledError
 */
export const writeChunks = async (
  version: { audienceId: string; version: number; shards: number },
  chunks: Iterable<Chunk>,
  { putChunks, meter, ...backoff }: Backoff & { putChunks: PutChunks; meter: UnitMeter },
): Promise<void> => {
  const writeGroup = async (group: readonly Chunk[]): Promise<typeof pMapSkip> => {
    await retryUnprocessed(group, (some) => putChunks(version, some, meter), backoff);
    return pMapSkip;
  };
  await pMap(inGroups(chunks, chunksPerCall), writeGroup, { concurrency: callsAtOnce });
};
