/**
 * Where the chunks of a difference lie, and what their attributes are: docs/membership-format.md. A chunk of a difference says
 * what became of a run of the base's chunks, which are next to each other.
 */
import type { Run } from './edits.ts';

/** Binary attributes of a chunk of a difference: what is to be done to the base's chunks, and the IDs that come in. */
export const editsAttribute = 'edits';
export const addedAttribute = 'added';

/** The chunk of the difference that says what became of a chunk of the base. There are no more than the base has. */
export const differenceBucketOf = (
  baseBucket: number,
  { baseChunks, chunks }: { baseChunks: number; chunks: number },
): number => Math.floor((baseBucket * chunks) / baseChunks);

/** The first chunk of the base that a chunk of the difference is about; of the one behind the last, the number of all. */
export const firstBaseBucket = (
  bucket: number,
  { baseChunks, chunks }: { baseChunks: number; chunks: number },
): number => Math.ceil((bucket * baseChunks) / chunks);

/** The chunks of the base that a chunk of the difference is about. */
export const runOf = (bucket: number, of: { baseChunks: number; chunks: number }): Run => ({
  first: firstBaseBucket(bucket, of),
  end: firstBaseBucket(bucket + 1, of),
});
