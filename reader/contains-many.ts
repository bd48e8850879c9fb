import { bucketOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { differenceBucketOf } from '../lambdas/shared/membership/difference-layout.ts';
import { loadHashId } from '../lambdas/shared/membership/hash-id.ts';
import { sideBySide } from '../lambdas/shared/side-by-side.ts';
import type { VersionChunks } from './chunks/chunk-set.ts';
import { type ChunkAt, type ChunkSource, mostChunksAtOnce } from './chunks/chunk-source.ts';
import { idsOfItem } from './chunks/decode-item.ts';
import { decodeDifference, type DifferenceChunk } from './difference-chunk.ts';
import type { Reading } from './read-options.ts';

/**
 * Those of the IDs that are members. Each chunk that may have one of them is read once; one of a difference that several calls
 * need, in each of them.
 *
 * @throws VersionGoneError
 * @throws UnknownFormatError
 */
export const containsMany = async (
  version: VersionChunks,
  source: ChunkSource,
  ids: Iterable<string>,
  { consistent, parallelism, signal }: Reading,
): Promise<Set<string>> => {
  const { whole, difference } = version;
  const asked = new Set(ids);
  const members = new Set<string>();

  const answer = async (chunks: readonly ChunkAt[], stop: AbortSignal): Promise<void> => {
    const items = await source.readChunks(chunks, { consistent, signal: stop });
    let changes: DifferenceChunk | undefined;
    for (const [place, item] of items.entries()) {
      const bucket = chunks[place]?.bucket ?? 0;
      if (difference && chunks[place]?.of === difference) {
        changes = decodeDifference(difference, whole, bucket, item);
        continue;
      }
      const stored = idsOfItem(whole, item);
      for (const id of changes ? changes.apply(bucket, stored) : stored)
        if (asked.has(id)) members.add(id);
    }
  };

  const calls = callsFor(version, await bucketsOf(asked, whole.chunks));
  await sideBySide(calls, { concurrency: parallelism, ...(signal && { signal }) }, answer);
  return members;
};

/** In ascending order. */
const bucketsOf = async (ids: ReadonlySet<string>, chunks: number): Promise<number[]> => {
  const hashId = await loadHashId();
  const buckets = new Set<number>();
  for (const id of ids) buckets.add(bucketOf(hashId(id), chunks));
  return [...buckets].sort((one, other) => one - other);
};

/** A chunk of the difference comes before those of the base that it is about. */
function* callsFor(
  { whole, difference }: VersionChunks,
  buckets: readonly number[],
): Generator<ChunkAt[]> {
  let call: ChunkAt[] = [];
  let changes: number | undefined;
  for (const bucket of buckets) {
    const needed: ChunkAt[] = [{ of: whole, bucket }];
    if (difference) {
      const sizes = { baseChunks: whole.chunks, chunks: difference.chunks };
      const its = differenceBucketOf(bucket, sizes);
      if (its !== changes || call.length === mostChunksAtOnce)
        needed.unshift({ of: difference, bucket: its });
      changes = its;
    }
    if (call.length + needed.length > mostChunksAtOnce) {
      yield call;
      call = [];
    }
    call.push(...needed);
  }
  if (call.length > 0) yield call;
}
