import { createBackPressure } from '../../shared/back-pressure/back-pressure.ts';
import type { Chunk } from '../../shared/membership/chunk.ts';
import type { Backoff } from '../../shared/ports.ts';
import type { Pace } from '../../shared/pace.ts';
import { sideBySide } from '../../shared/side-by-side.ts';
import type { UnitMeter } from '../unit-meter.ts';
import {
  type GetChunk,
  type ReadChunks,
  UnreadableVersionError,
  type VersionChunks,
} from './ports.ts';

export interface ReadVersionPorts {
  readChunks: ReadChunks;
  getChunk: GetChunk;
  meter: Pick<UnitMeter, 'readUnits'>;
  pace: Pace;
  backoff: Backoff;
  signal: AbortSignal;
}

/** Of at most 1 MB, eventually consistent. */
const unitsPerPage = 128;
/** Shards that are read side by side: pages come as fast as one thread can take them in. */
const shardsAtOnce = 8;

/**
 * Reads all chunks of a version, each once, in any order. No call is under way any more when it has ended, however it ends.
 *
 * @throws UnreadableVersionError when a chunk is missing, or is none
 * @throws the signal's reason, or what DynamoDB answers
 */
export const readVersion = async (
  of: VersionChunks,
  take: (chunk: Chunk) => void,
  { readChunks, getChunk, meter, pace, backoff, signal }: ReadVersionPorts,
): Promise<void> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: shardsAtOnce });
  const isRead = new Uint8Array(of.chunks);

  const takeOnce = (chunk: Chunk): void => {
    const { bucket } = chunk;
    if (isRead[bucket] !== 0)
      throw new UnreadableVersionError(`${nameOf(of)} has a chunk ${bucket}, of ${of.chunks}`);
    isRead[bucket] = 1;
    take(chunk);
  };

  const readShard = async (shard: number, stop: AbortSignal): Promise<void> => {
    let after: number | undefined;
    do {
      const from = after;
      const readPage = () => pace(unitsPerPage, () => readChunks(of, shard, from, stop), stop);
      const page = await pressure.call(readPage, stop);
      meter.readUnits += page.units;
      for (const chunk of page.chunks) takeOnce(chunk);
      after = page.next;
    } while (after !== undefined);
  };
  await sideBySide(Array(of.shards).keys(), { concurrency: shardsAtOnce, signal }, readShard);

  for (let bucket = isRead.indexOf(0); bucket !== -1; bucket = isRead.indexOf(0, bucket)) {
    const missing = bucket;
    const { chunk, units } = await pressure.call(() => getChunk(of, missing, signal), signal);
    meter.readUnits += units;
    if (!chunk) throw new UnreadableVersionError(`${nameOf(of)} has no chunk ${bucket}`);
    takeOnce(chunk);
  }
};

const nameOf = ({ audienceId, version }: VersionChunks): string =>
  `version ${version} of audience ${audienceId}`;
