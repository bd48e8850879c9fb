import { constants, zstdCompressSync } from 'node:zlib';

/** Level 1: on chunks of this size higher ones cost time and save next to nothing (docs/adr/0003). */
const params = { [constants.ZSTD_c_compressionLevel]: 1 };

/** The least that Node's zlib takes. */
const leastChunkSize = 64;

/** For whoever compresses on another thread. */
export const encodingOptions = { params, leastChunkSize };

/** @param text IDs in the version's order, separated by LF. An ID never contains one. */
export const encodeChunk = (text: Uint8Array): Uint8Array =>
  zstdCompressSync(text, {
    params,
    // As much as it can take, in place of Node's 16 KB that it would allocate and cut: less than half the time.
    chunkSize: Math.max(leastChunkSize, text.length),
    pledgedSrcSize: text.length,
  });
