import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Binary attribute of a chunk's item. */
export const chunkAttribute = 'ids';

/** Level 1: on chunks of this size higher ones cost time and save next to nothing (docs/adr/0003). */
const options = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** IDs in the version's order, newline-separated, compressed with zstd. An ID never contains LF. */
export const encodeChunk = (ids: readonly string[]): Uint8Array =>
  zstdCompressSync(Buffer.from(ids.join('\n')), options);

export const decodeChunk = (bytes: Uint8Array): string[] => {
  const text = zstdDecompressSync(bytes).toString('utf8');
  return text === '' ? [] : text.split('\n');
};
