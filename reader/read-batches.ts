import { differenceBucketOf } from '../lambdas/shared/membership/difference-layout.ts';
import type { VersionChunks } from './chunks/chunk-set.ts';
import type { ChunkSource } from './chunks/chunk-source.ts';
import { type ChunksInOrder, createChunksInOrder } from './chunks/chunks-in-order.ts';
import { idsOfItem } from './chunks/decode-item.ts';
import { decodeDifference, type DifferenceChunk } from './difference-chunk.ts';
import { UnknownFormatError } from './errors.ts';
import type { Reading } from './read-options.ts';

/**
 * All members in the order of the version: those of one chunk at a time, and never none. The next chunks are read while one is
 * handed out; all that was begun has ended when this ends.
 *
 * @throws VersionGoneError
 * @throws UnknownFormatError also at the end, when there were more or fewer than `members`
 */
export async function* readBatches(
  of: VersionChunks,
  source: ChunkSource,
  { signal, ...reading }: Reading,
): AsyncGenerator<string[], undefined> {
  const ended = new AbortController();
  const stop = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal;
  const chunks = createChunksInOrder(of, source, { ...reading, signal: stop });
  const membersOf = createMembersOf(of, chunks);
  let count = 0;
  try {
    for (let bucket = 0; bucket < of.whole.chunks; bucket += 1) {
      signal?.throwIfAborted();
      const ids = await membersOf(bucket);
      count += ids.length;
      if (ids.length > 0) yield ids;
    }
  } finally {
    ended.abort();
    await chunks.settle();
  }
  if (count !== of.members)
    throw new UnknownFormatError(
      `version ${of.version} has ${of.members} members, and ${count} were found in its chunks`,
    );
  return undefined;
}

/** The members in the place of each bucket of the whole version, which is asked for in turn. */
const createMembersOf = (
  { whole, difference }: VersionChunks,
  chunks: ChunksInOrder,
): ((bucket: number) => Promise<string[]>) => {
  const readWhole = async (bucket: number): Promise<string[]> =>
    idsOfItem(whole, await chunks.take(whole, bucket));
  if (!difference) return readWhole;
  const sizes = { baseChunks: whole.chunks, chunks: difference.chunks };
  let current: DifferenceChunk | undefined;
  return async (bucket) => {
    if (!current || bucket >= current.endBucket) {
      const its = differenceBucketOf(bucket, sizes);
      current = decodeDifference(difference, whole, its, await chunks.take(difference, its));
    }
    return current.apply(bucket, await readWhole(bucket));
  };
};
