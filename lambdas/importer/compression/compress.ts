import type { Chunk, PlainChunk } from '../../shared/membership/chunk.ts';
import { compressChunk } from '../../shared/membership/compress-chunk.ts';

/** Compresses chunks, in their order. */
export type Compress = (chunks: readonly PlainChunk[]) => Promise<readonly Chunk[]>;

/** Compresses the chunks of a version of so many. */
export type ChooseCompress = (chunks: number) => Compress;

/** On the caller's thread. */
export const compressHere: Compress = (chunks) =>
  new Promise((resolve) => {
    resolve(chunks.map(compressChunk));
  });
