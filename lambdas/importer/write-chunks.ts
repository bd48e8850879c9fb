import PQueue from 'p-queue';
import { inGroups } from '../shared/in-groups.ts';
import type { Chunk } from '../shared/membership/cut-chunks.ts';
import { type Backoff, retryUnprocessed } from '../shared/retry-unprocessed.ts';
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
  meter: UnitMeter;
  backoff: Backoff;
  signal: AbortSignal;
}

/** BatchWriteItem takes no more. */
const chunksPerCall = 25;
const callsAtFirst = 8;
const mostCalls = 32;

/**
 * Writes the chunks of a version that nobody reads yet. Chunks are cut and compressed while others are written, and no
 * more than can be sent: `chunks` is only asked for one when there is room for it. How many calls are under way follows
 * what the table takes: half as many when it hands chunks back, one more with as many that it took.
 *
 * @throws ThrottledError
 */
export const writeChunks = async (
  version: VersionKey,
  chunks: Iterable<Chunk>,
  { putChunks, meter, backoff, signal }: WritePorts,
): Promise<void> => {
  const queue = new PQueue({ concurrency: callsAtFirst });
  let calls = callsAtFirst;
  const adapt = (isThrottled: boolean): void => {
    calls = isThrottled ? Math.max(1, calls / 2) : Math.min(mostCalls, calls + 1 / calls);
    queue.concurrency = Math.floor(calls);
  };

  const put = async (some: readonly Chunk[]): Promise<readonly Chunk[]> => {
    signal.throwIfAborted();
    const { unprocessed, units } = await putChunks(version, some, signal);
    meter.writeUnits += units;
    adapt(unprocessed.length > 0);
    return unprocessed;
  };

  const failure: { error?: unknown } = {};
  for (const group of inGroups(chunks, chunksPerCall)) {
    await queue.onSizeLessThan(1);
    if ('error' in failure) break;
    void queue
      .add(() => retryUnprocessed(group, put, backoff))
      .catch((error: unknown) => {
        failure.error ??= error;
      });
  }
  await queue.onIdle();
  if ('error' in failure) throw failure.error;
};
