import { describe, expect, it } from '@jest/globals';
import type { FileJoin } from '../../../kernel/file-join.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { ImportFailedError } from '../../../lambdas/importer/errors.ts';
import { markMembers } from '../../../lambdas/importer/mark-members.ts';
import type { Users } from '../../../lambdas/importer/users.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { idsOf, readInto } from '../../support/kernels.ts';

const kernel = new JoinKernel();
const ids = Array.from({ length: 60_000 }, (_, index) => `user-${index}`);

const mark = async (openUsers: (file: FileJoin) => Users) => {
  const file = readInto(kernel, ids.join('\n'));
  const attempt = beginAttempt();
  await markMembers(file, ids.length, openUsers(file), attempt, new AbortController().signal, {
    preferredPlan: 'cheaper',
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    now: () => 0,
  });
  return { attempt, members: idsOf(file.orderMembers()) };
};

const pageOf = (...users: string[]): Uint8Array =>
  Buffer.from(JSON.stringify({ Items: users.map((id) => ({ userKey: { S: `shop/${id}` } })) }));

describe('marking the members of a large file', () => {
  it('scans a table of unknown size, and looks the rest up when it turns out to be large', async () => {
    const asked: string[] = [];
    const { attempt, members } = await mark((file) =>
      fakeUsers([], {
        mayScan: true,
        scanPage: async () => {
          await file.markPage([pageOf('user-1', 'user-2', 'nobody')]);
          return { nextKey: { userKey: { S: 'x' } }, units: 10_000 };
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

  it('records the plan and what it was expected to cost', async () => {
    const { attempt } = await mark(() =>
      fakeUsers(['user-7'], {
        describeTable: () => Promise.resolve({ bytes: 1e9, items: 1e7, throughput: 12_000 }),
      }),
    );
    expect(attempt).toMatchObject({ plan: 'lookup', plannedUnits: 30_000 });
  });

  it('fails before it reads a user when that would take too long, and says what to set', async () => {
    const slow = fakeUsers([], {
      describeTable: () => Promise.resolve({ bytes: 1e9, items: 1e7, throughput: 10 }),
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
    const capped = { ...slow, maxReadUnits: 5, mayScan: true };
    await expect(mark(() => capped)).rejects.toThrow(
      /Raise the project's --users-max-read-units.* 5/,
    );
  });
});
