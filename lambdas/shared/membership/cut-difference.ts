import type { PlainChunk } from './chunk.ts';
import { maxChunkBytes, targetBytes } from './chunk-size.ts';
import { compressChunk } from './compress-chunk.ts';
import { firstBaseBucket } from './difference-layout.ts';
import { encodeEdits } from './edits.ts';

/** What is to be done to the chunks of a base. */
export interface Difference {
  /** n of the base */
  baseChunks: number;
  /** by bucket of the base: the number of edits, the edits as edits.ts has them, and the IDs that come in, each followed by LF */
  changes: ReadonlyMap<
    number,
    { count: number; edits: readonly Uint8Array[]; added: readonly Uint8Array[] }
  >;
}

/**
 * Number of chunks (n) for a difference.
 *
 * @param bytes of edits, and of IDs that come in when they are compressed
 */
export const chooseDifferenceChunks = (bytes: number): number =>
  Math.max(1, Math.round(bytes / targetBytes));

/** Whether each of n chunks fits into an item, however badly its IDs compress. */
export const fitsChunks = (difference: Difference, chunks: number): boolean => {
  for (let bucket = 0; bucket < chunks; bucket += 1) {
    const { changes } = changesIn(difference, chunks, bucket);
    const bytes = changes.reduce(
      (sum, { edits, added }) => sum + lengthOf(edits) + lengthOf(added),
      0,
    );
    // Only what could be too large has to be compressed to know.
    if (bytes <= maxChunkBytes) continue;
    const stored = compressChunk(cut(difference, chunks, bucket));
    if ('edits' in stored && stored.edits.length + stored.added.length > maxChunkBytes)
      return false;
  }
  return true;
};

/** All n chunks in order, those that change nothing, too. */
export function* cutDifference(difference: Difference, chunks: number): Generator<PlainChunk> {
  for (let bucket = 0; bucket < chunks; bucket += 1) yield cut(difference, chunks, bucket);
}

const changesIn = ({ baseChunks, changes }: Difference, chunks: number, bucket: number) => {
  const first = firstBaseBucket(bucket, { baseChunks, chunks });
  const end = firstBaseBucket(bucket + 1, { baseChunks, chunks });
  const some = [];
  for (let baseBucket = first; baseBucket < end; baseBucket += 1) {
    const change = changes.get(baseBucket);
    if (change) some.push({ bucket: baseBucket, ...change });
  }
  return { first, changes: some };
};

const cut = (difference: Difference, chunks: number, bucket: number): Required<PlainChunk> => {
  const { first, changes } = changesIn(difference, chunks, bucket);
  const edits = changes.map((change) => ({ ...change, edits: Buffer.concat(change.edits) }));
  const lines = Buffer.concat(changes.flatMap(({ added }) => added));
  return { bucket, edits: encodeEdits(edits, first), lines };
};

const lengthOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, { length }) => sum + length, 0);
