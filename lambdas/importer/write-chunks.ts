import { createBackPressure } from '../shared/back-pressure/back-pressure.ts';
import { inGroups } from '../shared/in-groups.ts';
import type { Chunk, PlainChunk } from '../shared/membership/chunk.ts';
import type { Backoff } from '../shared/ports.ts';
import { sideBySide } from '../shared/side-by-side.ts';
import type { Compress } from './compression/compress.ts';
import type { UnitMeter } from './unit-meter.ts';

export interface VersionKey {
  audienceId: string;
  version: number;
  shards: number;
}

/** One BatchWriteItem of at most 25 chunks. */
export type PutChunks = (
  version: VersionKey,
  chunks: readonly Chunk[],
  signal: AbortSignal,
) => Promise<{
  /** those that DynamoDB handed back */
  unprocessed: readonly Chunk[];
  /** write units */
  units: number;
}>;

export interface WritePorts {
  putChunks: PutChunks;
  compress: Compress;
  meter: UnitMeter;
  backoff: Backoff;
  signal: AbortSignal;
}

/** BatchWriteItem takes no more. */
const chunksPerCall = 25;
const callsAtFirst = 8;
const mostCalls = 32;

/**
 * Writes the chunks of a version that nobody reads yet. Chunks are cut and compressed while others are written, and no more
 * than can be sent. No call is under way any more when it has ended, however it ends.
 *
 * @throws the signal's reason, or what DynamoDB answers
 */
export const writeChunks = async (
  version: VersionKey,
  chunks: Iterable<PlainChunk>,
  { putChunks, compress, meter, backoff, signal }: WritePorts,
): Promise<void> => {
  const pressure = createBackPressure({ ...backoff, callsAtFirst, mostCalls });

  const putGroup = async (group: readonly PlainChunk[], stop: AbortSignal): Promise<void> => {
    const put = async (some: readonly Chunk[]): Promise<readonly Chunk[]> => {
      const { unprocessed, units } = await putChunks(version, some, stop);
      meter.writeUnits += units;
      return unprocessed;
    };
    await pressure.batch(await compress(group), put, stop);
  };

  await sideBySide(inGroups(chunks, chunksPerCall), { concurrency: mostCalls, signal }, putGroup);
};
