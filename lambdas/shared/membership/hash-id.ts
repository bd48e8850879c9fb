import createXxHash from 'xxhash-wasm';

const xxHash = await createXxHash();

/** XXH64 with seed 0 of the ID's UTF-8 bytes. A hash only says where to look; it never decides. */
export const hashId = (id: string): bigint => xxHash.h64(id);
