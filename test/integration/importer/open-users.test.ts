import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AttributeValue,
  CreateTableCommand,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { createOpenUsers } from '../../../lambdas/importer/adapters/open-users.ts';
import { lookupMembers } from '../../../lambdas/importer/lookup-members.ts';
import { createUnitMeter } from '../../../lambdas/importer/unit-meter.ts';
import type { UsersSource } from '../../../lambdas/shared/domain/project.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const backoff = { sleep: () => Promise.resolve(), random: () => 0 };

const put = (TableName: string, Item: Record<string, AttributeValue>): Promise<unknown> =>
  dynalite.client.send(new PutItemCommand({ TableName, Item }));

const lookup = async (ids: string[], usersSource?: UsersSource) => {
  const meter = createUnitMeter();
  const openUsers = createOpenUsers(dynalite.client, dynalite.tables.users);
  const users = openUsers(aProject(usersSource ? { usersSource } : {}), meter);
  const members: string[] = [];
  const kernel = {
    *ids() {
      yield ids;
    },
    mark: (registered: readonly string[]) => {
      members.push(...registered);
    },
  };
  await lookupMembers(kernel, { ...users, ...backoff });
  return { members: members.sort(), meter };
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

describe('users', () => {
  it('of the stack are those of the project alone, compared exactly', async () => {
    for (const userKey of ['shop/a', 'shop/0001', 'shop/漢', 'other/b'])
      await put(dynalite.tables.users, { userKey: { S: userKey } });
    const { members } = await lookup(['a', 'A', ' a', 'b', '1', '0001', '漢', 'other/b']);
    expect(members).toEqual(['0001', 'a', '漢']);
  });

  it('cost read units as DynamoDB reports them, also those who are not registered', async () => {
    const { meter } = await lookup(Array.from({ length: 250 }, (_, index) => `nobody-${index}`));
    expect(meter).toEqual({ readUnits: 125, writeUnits: 0 });
  });

  it('that cannot be keys are never asked for', async () => {
    const { members } = await lookup(['x'.repeat(3000), 'a\nb', 'a']);
    expect(members).toEqual(['a']);
  });

  it('of a customer may be numbers, of 38 digits too', async () => {
    await createTable('members', [['memberNumber', 'N']]);
    const long = '1234567890123456789012345678901234567';
    for (const number of ['1', '42', long]) await put('members', { memberNumber: { N: number } });
    const source = { tableName: 'members', keyName: 'memberNumber', keyPrefix: '' };
    const { members } = await lookup(['1', '0001', '42', '42.0', '4e1', long, 'x'], {
      ...source,
      keyType: 'number',
    });
    expect(members).toEqual(['1', long, '42']);
  });

  it('of a customer may have a prefix and a fixed sort key', async () => {
    await createTable('single-table', [
      ['pk', 'S'],
      ['sk', 'S'],
    ]);
    for (const [pk, sk] of [
      ['USER#a', 'PROFILE'],
      ['USER#b', 'ORDER#1'],
      ['c', 'PROFILE'],
    ] as const)
      await put('single-table', { pk: { S: pk }, sk: { S: sk } });
    const { members } = await lookup(['a', 'b', 'c'], {
      ...{ tableName: 'single-table', keyName: 'pk', keyType: 'string', keyPrefix: 'USER#' },
      sortKey: { name: 'sk', value: 'PROFILE' },
    });
    expect(members).toEqual(['a']);
  });
});
