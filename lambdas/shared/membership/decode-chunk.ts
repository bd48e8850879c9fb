// Not by name: where Node has no zstd, the module would not even load, and the reader could not say why.
import zlib from 'node:zlib';

/** The least Node for `decodeChunk`. */
export const nodeWithZstd = '22.15';

export const hasZstd = (): boolean => Object.hasOwn(zlib, 'zstdDecompressSync');

/** @returns IDs in the version's order, LF between two of them */
export const decompressChunk = (bytes: Uint8Array): Buffer =>
  zlib.zstdDecompressSync(bytes, { chunkSize: chunkSizeFor(bytes) });

/** @returns IDs in the version's order */
export const decodeChunk = (bytes: Uint8Array): string[] => {
  const text = decompressChunk(bytes).toString('utf8');
  return text === '' ? [] : text.split('\n');
};

/** Node's own, and the least that it takes. */
const usualChunkSize = 16_384;
const leastChunkSize = 64;

/** As much as the frame says that it holds, in place of 16 KB that Node would allocate: half the time. Where it is wrong, Node goes on with another piece. */
const chunkSizeFor = (frame: Uint8Array): number => {
  const size = statedSize(frame);
  return size === undefined ? usualChunkSize : Math.max(leastChunkSize, size);
};

/**
 * How many bytes a frame says that it holds (RFC 8878, section 3.1.1.1). It is a guess, no more.
 *
 * @returns undefined where it says nothing, or 64 KB and more
 */
export const statedSize = (frame: Uint8Array): number | undefined => {
  const [descriptor = 0, one = 0, two = 0] = frame.subarray(4, 7);
  const isSingleSegment = (descriptor & 0b0010_0000) !== 0;
  const sizeFlag = descriptor >>> 6;
  const hasDictionary = (descriptor & 0b11) !== 0;
  if (!isSingleSegment || hasDictionary || sizeFlag > 1) return undefined;
  return sizeFlag === 0 ? one : one + 256 * two + 256;
};
