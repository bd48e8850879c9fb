import type { UsersTable } from '../../lambdas/importer/domain/choose-plan.ts';
import type { Users } from '../../lambdas/importer/users.ts';

/** What DynamoDB says of a table. @param throughput read units a second */
export const aUsersTable = (
  {
    bytes = 0,
    items = 0,
    throughput = 12_000,
  }: { bytes?: number; items?: number; throughput?: number } = {},
  more: Partial<UsersTable> = {},
): UsersTable => ({
  reading: bytes > 0 ? { units: bytes / 8192, isWhole: true } : undefined,
  itemBytes: items > 0 ? bytes / items : 0,
  throughput,
  isProvisioned: false,
  ...more,
});

/** A users table that cannot be scanned, with nobody in it but who is named. */
export const fakeUsers = (registered: readonly string[], more: Partial<Users> = {}): Users => ({
  tableName: 'users',
  isOwn: true,
  getUsers: (ids) =>
    Promise.resolve({
      registered: ids.filter((id) => registered.includes(id)),
      unprocessed: [],
      units: ids.length / 2,
    }),
  scanPage: () => Promise.reject(new Error('scanned')),
  segments: undefined,
  describeTable: () => Promise.resolve(aUsersTable()),
  rememberReading: () => Promise.resolve(),
  canBeUser: () => true,
  keyFormat: { keyName: 'id', keyType: 'string', keyPrefix: '' },
  mayScan: false,
  maxReadUnits: undefined,
  ...more,
});

/** Everybody is registered. */
export const everyone = (): Users =>
  fakeUsers([], {
    getUsers: (ids) => Promise.resolve({ registered: ids, unprocessed: [], units: ids.length / 2 }),
  });
