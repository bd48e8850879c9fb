import createXxHash from 'xxhash-wasm';

/** XXH64 with seed 0 of the ID's UTF-8 bytes. A hash only says where to look; it never decides. */
export type HashId = (id: string) => bigint;

let loading: Promise<HashId> | undefined;

const load = async (): Promise<HashId> => {
  const xxHash = await createXxHash();
  return (id) => xxHash.h64(id);
};

/** Compiled when it is first asked for: a module that waits for it while it loads cannot be loaded with `require()`. */
export const loadHashId = (): Promise<HashId> => (loading ??= load());
