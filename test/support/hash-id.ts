import { beforeAll } from '@jest/globals';
import { type HashId, loadHashId } from '../../lambdas/shared/membership/hash-id.ts';

let loaded: HashId | undefined;

// Jest compiles a test's modules several times where one of them waits for something while it loads.
beforeAll(async () => {
  loaded = await loadHashId();
});

/** @throws Error outside of tests, where tests are only described */
export const hashId: HashId = (id) => {
  if (!loaded) throw new Error('IDs can be hashed within tests and their hooks');
  return loaded(id);
};
