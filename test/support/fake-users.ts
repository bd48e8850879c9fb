import type { Users } from '../../lambdas/importer/users.ts';

/** A users table that cannot be scanned, with nobody in it but who is named. */
export const fakeUsers = (registered: readonly string[], more: Partial<Users> = {}): Users => ({
  ...{ tableName: 'users', isOwn: true },
  getUsers: (ids) =>
    Promise.resolve({
      registered: ids.filter((id) => registered.includes(id)),
      unprocessed: [],
      units: ids.length / 2,
    }),
  scanPage: () => Promise.reject(new Error('scanned')),
  describeTable: () =>
    Promise.resolve({ bytes: 0, items: 0, throughput: 12_000, isProvisioned: false }),
  canBeUser: () => true,
  keyFormat: { keyName: 'userKey', keyType: 'string', keyPrefix: 'shop/' },
  mayScan: false,
  maxReadUnits: undefined,
  ...more,
});

/** Everybody is registered. */
export const everyone = (): Users =>
  fakeUsers([], {
    getUsers: (ids) => Promise.resolve({ registered: ids, unprocessed: [], units: ids.length / 2 }),
  });
