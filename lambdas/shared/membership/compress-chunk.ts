import type { Chunk, PlainChunk } from './chunk.ts';
import { encodeChunk } from './encode-chunk.ts';

/** The chunk as it is stored. */
export const compressChunk = (chunk: PlainChunk): Chunk =>
  toChunk(chunk, encodeChunk(withoutLastLineFeed(chunk.lines)));

/** @param frame its lines, compressed */
export const toChunk = ({ bucket, edits }: PlainChunk, frame: Uint8Array): Chunk =>
  edits === undefined ? { bucket, ids: frame } : { bucket, edits, added: frame };

export const withoutLastLineFeed = (lines: Uint8Array): Uint8Array => lines.subarray(0, -1);
