// Not by name: where Node has no zstd, the module would not even load, and the reader could not say why.
import zlib from 'node:zlib';

/** The least Node for `decodeChunk`. */
export const nodeWithZstd = '22.15';

export const hasZstd = (): boolean => Object.hasOwn(zlib, 'zstdDecompressSync');

/** @returns IDs in the version's order, LF between two of them */
export const decompressChunk = (bytes: Uint8Array): Buffer => zlib.zstdDecompressSync(bytes);

/** @returns IDs in the version's order */
export const decodeChunk = (bytes: Uint8Array): string[] => {
  const text = decompressChunk(bytes).toString('utf8');
  return text === '' ? [] : text.split('\n');
};
