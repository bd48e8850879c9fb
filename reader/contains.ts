import { bucketOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { differenceBucketOf } from '../lambdas/shared/membership/difference-layout.ts';
import { loadHashId } from '../lambdas/shared/membership/hash-id.ts';
import type { VersionChunks } from './chunks/chunk-set.ts';
import type { ChunkSource, Read } from './chunks/chunk-source.ts';
import { idsOfItem } from './chunks/decode-item.ts';
import { decodeDifference } from './difference-chunk.ts';

/**
 * Reads one chunk, or one of the base and one of the difference side by side.
 *
 * @throws VersionGoneError
 * @throws UnknownFormatError
 */
export const contains = async (
  { whole, difference }: VersionChunks,
  source: ChunkSource,
  id: string,
  read: Read,
): Promise<boolean> => {
  const hashId = await loadHashId();
  const bucket = bucketOf(hashId(id), whole.chunks);
  if (!difference)
    return idsOfItem(whole, await source.readChunk({ of: whole, bucket }, read)).includes(id);
  const sizes = { baseChunks: whole.chunks, chunks: difference.chunks };
  const its = differenceBucketOf(bucket, sizes);
  const [base, changes] = await both(
    source.readChunk({ of: whole, bucket }, read),
    source.readChunk({ of: difference, bucket: its }, read),
  );
  return decodeDifference(difference, whole, its, changes)
    .apply(bucket, idsOfItem(whole, base))
    .includes(id);
};

/** Ends when both have ended. */
const both = async <One, Other>(
  first: Promise<One>,
  second: Promise<Other>,
): Promise<[One, Other]> => {
  await Promise.allSettled([first, second]);
  return [await first, await second];
};
