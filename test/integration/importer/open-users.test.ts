import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AttributeValue,
  CreateTableCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { UsersTableKeyError } from '../../../lambdas/importer/adapters/blame-users-table.ts';
import { createOpenUsers } from '../../../lambdas/importer/adapters/open-users.ts';
import { createReadingsStore } from '../../../lambdas/importer/adapters/readings-store.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { markMembers } from '../../../lambdas/importer/mark-members.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import type { Project, UsersSource } from '../../../lambdas/shared/domain/project.ts';
import { alone, runningAlone } from '../../support/alone.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { idsOf, readInto } from '../../support/kernels.ts';
import { noReadings } from '../../support/no-readings.ts';
import { aUserItem } from '../../support/user-items.ts';

let dynalite: Dynalite;

const long = '1234567890123456789012345678901234567';

beforeAll(async () => {
  dynalite = await startDynalite();
  await createTable('numbers', [['n', 'N']]);
  await createTable('expiring', [['id', 'S']]);
  await createTable('large', [['id', 'S']]);
  await createTable('single-table', [
    ['pk', 'S'],
    ['sk', 'S'],
  ]);
  for (const id of ['a', '0001', '漢']) await put(dynalite.tables.users, aUserItem('shop', id));
  await put(dynalite.tables.users, aUserItem('other', 'b'));
  for (const number of ['1', '42', long]) await put('numbers', { n: { N: number } });
  for (const [pk, sk] of [
    ['USER#a', 'PROFILE'],
    ['USER#b', 'ORDER#1'],
    ['c', 'PROFILE'],
  ] as const)
    await put('single-table', { pk: { S: pk }, sk: { S: sk } });
});
afterAll(() => dynalite.stop());

const kernel = new JoinKernel();

const put = (TableName: string, Item: Record<string, AttributeValue>): Promise<unknown> =>
  dynalite.client.send(new PutItemCommand({ TableName, Item }));

const now = Date.UTC(2026, 0, 1);

/** Who of these is registered, found by a plan. */
const find = async (
  plan: 'cheaper' | 'lookup' | 'scan',
  ids: string[],
  project: Partial<Project> = {},
  readings = noReadings.readings,
  onReadingLost = noReadings.onReadingLost,
) => {
  const file = readInto(kernel, ids.map((id) => `"${id}"\n`).join(''));
  const attempt = beginAttempt();
  const openUsers = createOpenUsers(dynalite.client, {
    readings,
    onReadingLost,
    ownTableName: dynalite.tables.users,
    stallMs: 10_000,
    startTimer,
    now: () => now,
  });
  const users = openUsers(aProject(project), file);
  await markMembers(file, ids.length, users, runningAlone(attempt), {
    ...alone,
    preferredPlan: plan,
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
  });
  return { members: idsOf(file.orderMembers()).sort(), attempt };
};

const createTable = async (
  TableName: string,
  keys: [name: string, type: 'S' | 'N'][],
): Promise<void> => {
  await dynalite.client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: keys.map(([AttributeName], index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
  await waitUntilTableExists(
    { client: dynalite.client, maxWaitTime: 10, minDelay: 1 },
    { TableName },
  );
};

describe.each(['lookup', 'scan'] as const)('users, found by %s', (plan) => {
  it('of the stack are those of the project alone, compared exactly', async () => {
    const ids = ['a', 'A', ' a', 'b', '1', '0001', '漢', 'other/b', 'shop/a'];
    expect((await find(plan, ids)).members).toEqual(['0001', 'a', '漢']);
  });

  it('are found whatever JSON makes of their IDs', async () => {
    const odd = ['back\\slash', 'tab\t', 'bell\u0007', 'say \u2028', '😀/é', 'c:\\u0041'];
    for (const id of odd) await put(dynalite.tables.users, aUserItem('shop', id));
    expect((await find(plan, [...odd, 'c:A', 'tab'])).members).toEqual(odd.toSorted());
  });

  it('are not those that cannot be keys', async () => {
    expect((await find(plan, ['x'.repeat(3000), 'a\nb', 'a'])).members).toEqual(['a']);
  });

  it('of a customer may be numbers, of 38 digits too', async () => {
    const source = { tableName: 'numbers', keyName: 'n', keyPrefix: '', maxReadUnits: 1000 };
    const { members } = await find(plan, ['1', '0001', '42', '42.0', '4e1', long, 'x'], {
      usersSource: { ...source, keyType: 'number' },
    });
    expect(members).toEqual(['1', long, '42']);
  });

  it('of a customer may have a prefix and a fixed sort key', async () => {
    const { members } = await find(plan, ['a', 'b', 'c', 'R#c'], {
      usersSource: {
        tableName: 'single-table',
        keyName: 'pk',
        keyType: 'string',
        keyPrefix: 'USER#',
        sortKey: { name: 'sk', value: 'PROFILE' },
        maxReadUnits: 1000,
      },
    });
    expect(members).toEqual(['a']);
  });
});

describe.each(['lookup', 'scan'] as const)('users of a table with a TTL, found by %s', (plan) => {
  it('are those whose time has not passed, also while DynamoDB has not removed the others yet', async () => {
    const seconds = now / 1000;
    const times = {
      expired: { N: String(seconds - 1) },
      'expires-now': { N: String(seconds) },
      later: { N: String(seconds + 1) },
      text: { S: String(seconds - 1) },
      'six-years-ago': { N: String(seconds - 6 * 365 * 86_400) },
    };
    for (const [id, ttl] of Object.entries(times)) await put('expiring', { id: { S: id }, ttl });
    await put('expiring', { id: { S: 'no-time' } });
    const source: UsersSource = {
      tableName: 'expiring',
      keyName: 'id',
      keyType: 'string',
      keyPrefix: '',
      maxReadUnits: 1000,
    };
    const ids = [...Object.keys(times), 'no-time', 'nobody'];
    expect(
      (await find(plan, ids, { usersSource: { ...source, ttlAttribute: 'ttl' } })).members,
    ).toEqual(['later', 'no-time', 'six-years-ago', 'text']);
    expect((await find(plan, ids, { usersSource: source })).members).toHaveLength(6);
  });
});

describe('looking users up', () => {
  it.each([
    ['the name of the key', { tableName: 'numbers', keyName: 'id', keyType: 'number' as const }],
    ['its type', { tableName: 'numbers', keyName: 'n', keyType: 'string' as const }],
    ['a sort key', { tableName: 'single-table', keyName: 'pk', keyType: 'string' as const }],
  ])('blames the users table where %s is another one', async (_, source) => {
    await expect(
      find('lookup', ['1'], { usersSource: { keyPrefix: '', ...source } }),
    ).rejects.toThrow(UsersTableKeyError);
  });

  it('costs read units as DynamoDB reports them, also for those who are not registered', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `nobody-${index}`);
    const { attempt } = await find('lookup', ids);
    expect(attempt).toMatchObject({ plan: 'lookup', plannedUnits: 125, meter: { readUnits: 125 } });
  });
});

describe("a reading of the stack's own users", () => {
  const ids = Array.from({ length: 50_000 }, (_, index) => `user-${index}`);
  const { signal } = new AbortController();
  const store = () =>
    createReadingsStore(DynamoDBDocumentClient.from(dynalite.client), dynalite.tables.audiences);

  it('is remembered for the project, and what plans go by', async () => {
    await put(dynalite.tables.users, aUserItem('remembered', 'user-1'));
    const { attempt: first } = await find('cheaper', ids, { projectId: 'remembered' }, store());
    const units = first.meter.readUnits;
    expect(first.plan).toBe('scan');
    expect(first.plannedUnits).toBeUndefined();
    expect(await store().get('remembered')).toEqual({ whole: { users: 1, units, at: now } });
    const { attempt } = await find('cheaper', ids, { projectId: 'remembered' }, store());
    expect(attempt).toMatchObject({ plan: 'scan', plannedUnits: units });
    expect(await store().get('remembere')).toEqual({});
  });

  it('that was given up is not begun again', async () => {
    const given = { isWhole: false, users: 7, units: 20_000, at: now - 1 };
    await store().put('large', given, signal);
    const { attempt } = await find('cheaper', ids, { projectId: 'large' }, store());
    expect(attempt).toMatchObject({ plan: 'lookup', meter: { readUnits: 25_000 } });
    expect(await store().get('large')).toEqual({ givenUp: { units: 20_000, at: now - 1 } });
  });

  it('takes nothing from the other kind', async () => {
    const reading = { users: 7, units: 20, at: now };
    await store().put('both', { ...reading, isWhole: true }, signal);
    await store().put('both', { ...reading, isWhole: false, units: 30 }, signal);
    await store().put('both', { ...reading, isWhole: true, at: now + 1 }, signal);
    expect(await store().get('both')).toEqual({
      whole: { users: 7, units: 20, at: now + 1 },
      givenUp: { units: 30, at: now },
    });
  });

  it('that cannot be remembered changes nothing of the import', async () => {
    const lost: unknown[] = [];
    const { members } = await find(
      'scan',
      ['a', 'nobody'],
      {},
      { get: () => Promise.resolve({}), put: () => Promise.reject(new Error('no')) },
      (error) => lost.push(error),
    );
    expect(members).toEqual(['a']);
    expect(lost).toEqual([new Error('no')]);
  });

  it("is none of a customer's table", async () => {
    const usersSource: UsersSource = {
      tableName: 'numbers',
      keyName: 'n',
      keyType: 'number',
      keyPrefix: '',
      maxReadUnits: 1_000,
    };
    await find('scan', ['1'], { projectId: 'crm', usersSource }, store());
    expect(await store().get('crm')).toEqual({});
  });
});

describe('scanning users', () => {
  it('reads all pages of all segments, and counts what they cost', async () => {
    // More than 1 MB: several pages.
    const filler = 'x'.repeat(40_000);
    for (let index = 0; index < 60; index += 1)
      await put('large', { id: { S: `user-${index}` }, filler: { S: filler } });
    const ids = Array.from({ length: 80 }, (_, index) => `user-${index}`);
    const { members, attempt } = await find('scan', ids, {
      usersSource: {
        tableName: 'large',
        keyName: 'id',
        keyType: 'string',
        keyPrefix: '',
        maxReadUnits: 300,
      },
    });
    expect(members).toHaveLength(60);
    expect(attempt.plan).toBe('scan');
    expect(attempt.meter.readUnits).toBeGreaterThanOrEqual((60 * 40_000) / 8192);
  });

  it("is not done to a customer's own table without a cap", async () => {
    const { members, attempt } = await find('scan', ['1', '2'], {
      usersSource: { tableName: 'numbers', keyName: 'n', keyType: 'number', keyPrefix: '' },
    });
    expect([members, attempt.plan]).toEqual([['1'], 'lookup']);
  });
});
