import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDeleteUsers, createPutUsers } from '../../../bin/cli/adapters/write-users.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { createOpenUsers } from '../../../lambdas/importer/adapters/open-users.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { markMembers } from '../../../lambdas/importer/mark-members.ts';
import type { UsersReading } from '../../../lambdas/importer/users.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { alone, runningAlone } from '../../support/alone.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { aProject } from '../../support/factories.ts';
import { idsOf, readInto } from '../../support/kernels.ts';
import { noReadings } from '../../support/no-readings.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { calmly, changeUserList } from '../../support/user-lists.ts';

const kernel = new JoinKernel();
const backoff = { sleep: () => Promise.resolve(), random: () => 0 };
const toFile = (ids: readonly string[]): string =>
  ids.map((id) => `"${id.replaceAll('"', '""')}"\n`).join('');

const startTable = async () => {
  const aws = createAws();
  await createResources(aws);
  const document = toDocumentClient(aws.dynamodb);
  const writers = {
    load: createPutUsers(document, tables.users),
    remove: createDeleteUsers(document, tables.users),
  };

  /** As the command does. */
  const change = async (
    how: keyof typeof writers,
    projectId: string,
    ids: readonly string[],
  ): Promise<void> => {
    await changeUserList(toFile(ids), {
      ...calmly,
      ...backoff,
      writeUsers: writers[how](projectId),
    });
  };

  /** Who of these an import finds. */
  const find = async (plan: 'lookup' | 'scan', projectId: string, ids: readonly string[]) => {
    const readings: UsersReading[] = [];
    const file = readInto(kernel, toFile(ids));
    const attempt = beginAttempt();
    const openUsers = createOpenUsers(aws.dynamodb, {
      ownTableName: tables.users,
      stallMs: 10_000,
      startTimer,
      now: Date.now,
      ...noReadings,
    });
    const users = openUsers(aProject({ projectId }), file);
    const noted = {
      ...users,
      rememberReading: (reading: UsersReading) => {
        readings.push(reading);
        return Promise.resolve();
      },
    };
    await markMembers(file, ids.length, noted, runningAlone(attempt), {
      ...alone,
      backoff,
      preferredPlan: plan,
    });
    expect(attempt.plan).toBe(plan);
    const members = new Set(idsOf(file.orderMembers()));
    return { members, readings, units: attempt.meter.readUnits };
  };
  return { change, find };
};

type Table = Awaited<ReturnType<typeof startTable>>;

describe("the stack's own users", () => {
  let table: Table;
  beforeAll(async () => {
    table = await startTable();
  });

  const ids = fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }) },
    fc.constantFrom('a', 'A', ' a', '\u0000', '"', '\\', 'shop#1', 'shop/a', 'e\u0301', '\r'),
    // Around 1,024 bytes.
    fc
      .record({ unit: fc.constantFrom('x', 'é', '漢', '😀'), bytes: fc.nat(2200) })
      .map(({ unit, bytes }) => unit.repeat(Math.ceil(bytes / Buffer.byteLength(unit))))
      .filter((id) => id !== ''),
  );
  /** One project's ID begins with the other's. */
  const projects = ['shop', 'shop2'] as const;

  it('are found by lookup and by reading all of the project, whatever their IDs, and by no other project', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          shop: fc.uniqueArray(ids, { maxLength: 60 }),
          shop2: fc.uniqueArray(ids, { maxLength: 60 }),
          nobody: fc.uniqueArray(ids, { minLength: 1, maxLength: 20 }),
        }),
        async ({ nobody, ...registered }) => {
          const all = [...new Set([...registered.shop, ...registered.shop2, ...nobody])];
          for (const project of projects) await table.change('load', project, registered[project]);
          for (const project of projects) {
            const expected = new Set(
              registered[project].filter(
                (id) => !id.includes('\n') && Buffer.byteLength(id) <= 1024,
              ),
            );
            for (const plan of ['lookup', 'scan'] as const) {
              const { members, readings } = await table.find(plan, project, all);
              expect([plan, members]).toEqual([plan, expected]);
              if (plan === 'scan')
                expect(readings).toMatchObject([{ isWhole: true, users: expected.size }]);
            }
          }
          // So that the next ones find nobody.
          for (const project of projects) await table.change('remove', project, all);
          expect((await table.find('lookup', 'shop', all)).members).toEqual(new Set());
        },
      ),
      { numRuns: 4 },
    );
  });

  it('cost the same to read, however many users other projects have', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `user-${index}`);
    await table.change('load', 'first', many);
    const { units: alone } = await table.find('scan', 'first', ['user-1']);
    await table.change('load', 'second', many);
    await table.change('load', 'firs', many);
    const { units, members, readings } = await table.find('scan', 'first', ['user-1']);
    expect(units).toBe(alone);
    // Half a unit for each shard: none of them has 4 KB.
    expect(units).toBe(32);
    expect(readings).toEqual([{ isWhole: true, users: 300, units: 32 }]);
    expect([...members]).toEqual(['user-1']);
  });
});
