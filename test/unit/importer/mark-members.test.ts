import { describe, expect, it } from '@jest/globals';
import type { FileJoin } from '../../../kernel/file-join.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { beginAttempt, type Running } from '../../../lambdas/importer/attempt.ts';
import { ImportFailedError } from '../../../lambdas/importer/errors.ts';
import { markMembers } from '../../../lambdas/importer/mark-members.ts';
import type { Work } from '../../../lambdas/importer/turns/in-turn.ts';
import type { Users, UsersReading } from '../../../lambdas/importer/users.ts';
import { unpaced } from '../../../lambdas/shared/pace.ts';
import { runningAlone } from '../../support/alone.ts';
import { aUsersTable, fakeUsers } from '../../support/fake-users.ts';
import { idsOf, readInto } from '../../support/kernels.ts';

const kernel = new JoinKernel();
const ids = Array.from({ length: 60_000 }, (_, index) => `user-${index}`);

const mark = async (openUsers: (file: FileJoin) => Users, some = ids) => {
  const file = readInto(kernel, some.join('\n'));
  const attempt = beginAttempt();
  const paces: [tableName: string, unitsPerSecond: number][] = [];
  const turns: Work[] = [];
  const running: Running = {
    ...runningAlone(attempt),
    inTurn: (work, doWork) => {
      turns.push(work);
      return doWork();
    },
  };
  await markMembers(file, some.length, openUsers(file), running, {
    preferredPlan: 'cheaper',
    paceTable: (...pace) => {
      paces.push(pace);
      return unpaced;
    },
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
  });
  return { attempt, paces, turns, members: idsOf(file.orderMembers()) };
};

const pageOf = (...users: string[]): Uint8Array =>
  Buffer.from(JSON.stringify({ Items: users.map((id) => ({ id: { S: id } })) }));

describe('marking the members of a large file', () => {
  it('scans a table of unknown size, and looks the rest up when it turns out to be large', async () => {
    const asked: string[] = [];
    const { attempt, members } = await mark((file) =>
      fakeUsers([], {
        mayScan: true,
        scanPage: async () => {
          await file.markPage([pageOf('user-1', 'user-2', 'nobody')]);
          return { nextKey: { id: { S: 'x' } }, users: 3, units: 10_000 };
        },
        getUsers: (some) => {
          asked.push(...some);
          const registered = some.filter((id) => id === 'user-3');
          return Promise.resolve({ registered, unprocessed: [], units: 50 });
        },
      }),
    );
    expect(members.sort()).toEqual(['user-1', 'user-2', 'user-3']);
    expect(attempt.plan).toBe('scan-then-lookup');
    // Who was found by then is not asked for again.
    expect(asked).toHaveLength(ids.length - 2);
    expect(attempt.meter.readUnits).toBeGreaterThanOrEqual(30_000 + 29_950);
  });

  it('remembers what reading all has cost, and nothing of lookups', async () => {
    const readings: UsersReading[] = [];
    const rememberReading = (reading: UsersReading) => {
      readings.push(reading);
      return Promise.resolve();
    };
    const scanPage: Users['scanPage'] = async ({ startKey }) => {
      await Promise.resolve();
      return startKey
        ? { nextKey: undefined, users: 5, units: 2.5 }
        : { nextKey: { id: { S: 'x' } }, users: 7, units: 3 };
    };
    const more = { mayScan: true, segments: 3, scanPage, rememberReading };
    await mark(() => fakeUsers([], more));
    expect(readings).toEqual([{ isWhole: true, users: 36, units: 16.5 }]);
    await mark(() => fakeUsers([], more), ids.slice(0, 100));
    expect(readings).toHaveLength(1);
  });

  it('remembers one that was given up as such', async () => {
    const readings: UsersReading[] = [];
    await mark(() =>
      fakeUsers([], {
        mayScan: true,
        segments: 1,
        scanPage: () => Promise.resolve({ nextKey: { id: { S: 'x' } }, users: 9, units: 7_000 }),
        rememberReading: (reading) => {
          readings.push(reading);
          return Promise.resolve();
        },
      }),
    );
    expect(readings).toEqual([{ isWhole: false, users: 45, units: 35_000 }]);
  });

  it('records the plan and what it was expected to cost', async () => {
    const { attempt } = await mark(() =>
      fakeUsers(['user-7'], {
        describeTable: () => Promise.resolve(aUsersTable({ bytes: 1e9, items: 1e7 })),
      }),
    );
    expect(attempt).toMatchObject({ plan: 'lookup', plannedUnits: 30_000 });
  });

  it('fails before it reads a user when that would take too long, and says what to set', async () => {
    const slow = fakeUsers([], {
      describeTable: () => Promise.resolve(aUsersTable({ bytes: 1e9, items: 1e7, throughput: 10 })),
      getUsers: () => Promise.reject(new Error('looked up')),
    });
    const error = await mark(() => slow).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ImportFailedError);
    expect(error).toMatchObject({
      reason: 'users-source-too-slow',
      message: expect.stringMatching(
        /about 50 minutes.*usersWarmReadUnits.*--users-max-read-units/,
      ),
    });
  });

  it('takes its turn for the seconds that the plan needs alone', async () => {
    const { turns } = await mark(() =>
      fakeUsers([], {
        describeTable: () =>
          Promise.resolve(aUsersTable({ bytes: 1e9, items: 1e7, throughput: 100 })),
      }),
    );
    expect(turns).toEqual([{ tableName: 'users', seconds: 300 }]);
  });
});

describe("a customer's own table", () => {
  const some = ids.slice(0, 1_000);
  const crm =
    (throughput: number, isProvisioned: boolean, more: Partial<Users> = {}) =>
    () =>
      fakeUsers(['user-7'], {
        tableName: 'crm',
        isOwn: false,
        describeTable: () =>
          Promise.resolve(aUsersTable({ bytes: 1e9, items: 1e7, throughput }, { isProvisioned })),
        ...more,
      });

  it.each([
    ['a quarter of what is provisioned', 4_000, true, 1_000],
    ['at least one unit', 2, true, 1],
    ['1,000 units of a table on demand', 40_000, false, 1_000],
    ['a quarter of what its owner bounds it to', 400, false, 100],
  ])('gives %s where the project says nothing, to lookups, too', async (...given) => {
    const [, throughput, isProvisioned, cap] = given;
    const few = cap === 1 ? ids.slice(0, 100) : some;
    const { paces, members } = await mark(crm(throughput, isProvisioned), few);
    expect(paces).toEqual([['crm', cap]]);
    expect(members).toEqual(['user-7']);
  });

  it('gives what the project says', async () => {
    const { paces } = await mark(crm(4_000, true, { maxReadUnits: 77 }), some);
    expect(paces).toEqual([['crm', 77]]);
  });

  it('that gives too little for the file says so at once, and what to set', async () => {
    const unread = { getUsers: () => Promise.reject(new Error('looked up')) };
    await expect(mark(crm(8, true, unread))).rejects.toThrow(
      /gives 2 read units a second .* set its --users-max-read-units/,
    );
    await expect(mark(crm(4_000, true, { ...unread, maxReadUnits: 3 }))).rejects.toThrow(
      /Raise the project's --users-max-read-units, which is 3\./,
    );
    // Also for a file that is small otherwise.
    await expect(
      mark(crm(4_000, true, { ...unread, maxReadUnits: 1 }), ids.slice(0, 2_000)),
    ).rejects.toThrow(/--users-max-read-units, which is 1\./);
  });
});
