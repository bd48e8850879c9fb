import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startDynamodb } from '../../../local/emulators/dynamodb.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import { startOfficialDynamodb } from '../../../local/emulators/official/start-dynamodb.ts';
import { startThrottled } from '../../../local/emulators/throttled/start-throttled.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { provisionedTable } from '../../../local/throttling/limits.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { officialEngine, skipOfficial } from '../../support/official-engine.ts';
import { createTables, pendingIndex, tables } from './dynamodb-tables.ts';

const units = { read: 10, write: 10 };

/** A DynamoDB of which each table takes so many units a second, by a clock of the test. A call is not repeated. */
interface Throttled {
  client: DynamoDBClient;
  stop: () => Promise<void>;
}
type Start = (now: () => number) => Promise<Throttled>;

const startInMemory: Start = (now) =>
  Promise.resolve({
    client: createAws({ now, limits: provisionedTable(units, { burstSeconds: 1 }) }).dynamodb,
    stop: () => Promise.resolve(),
  });

/** No engine throttles by itself: what is tested is that ours stands before it and breaks nothing. */
const startBefore =
  (startEngine: () => Promise<Emulator>): Start =>
  async (now) => {
    const engine = await startEngine();
    const front = await startThrottled(0, engine.url, units, now);
    const client = new DynamoDBClient({ ...sdkSettings(front.url), maxAttempts: 1 });
    return {
      client,
      stop: async () => {
        client.destroy();
        await front.close();
        await engine.close();
      },
    };
  };

const nameOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => (error as Error).name,
  );

const exceeded = 'ProvisionedThroughputExceededException';

const suite = (start: Start): void => {
  const clock = { time: 0 };
  let throttled: Throttled;
  let document: DynamoDBDocumentClient;

  beforeAll(async () => {
    throttled = await start(() => clock.time);
    document = DynamoDBDocumentClient.from(throttled.client);
    await createTables(throttled.client);
  });
  afterAll(() => throttled.stop());

  /** Long enough for every debt, and for no more than a second's units. */
  const refill = (): void => {
    clock.time += 3_600_000;
  };
  beforeEach(refill);

  const TableName = tables.users;
  const ids = (count: number, from = 0): string[] =>
    Array.from({ length: count }, (_, id) => `u${from + id}`);
  const writes = (users: string[]) => ({
    RequestItems: { [TableName]: users.map((user) => ({ PutRequest: { Item: { user } } })) },
  });
  const reads = (users: string[]) => ({
    RequestItems: { [TableName]: { Keys: users.map((user) => ({ user })) } },
  });

  it('takes a batch of writes in part, and does nothing of the rest', async () => {
    const users = ids(25, 100);
    const { UnprocessedItems, ConsumedCapacity } = await document.send(
      new BatchWriteCommand({ ...writes(users), ReturnConsumedCapacity: 'TOTAL' }),
    );
    const left = UnprocessedItems?.[TableName]?.map(
      ({ PutRequest }) => PutRequest?.Item?.user as string,
    );
    expect(left).toEqual(users.slice(10));
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 10 }]);
    refill();
    const { Responses, UnprocessedKeys } = await document.send(
      new BatchGetCommand(reads(left ?? [])),
    );
    expect(Responses).toEqual({ [TableName]: [] });
    expect(UnprocessedKeys).toEqual({});
  });

  it('takes a batch of reads in part, with what was asked for the rest', async () => {
    await document.send(new BatchWriteCommand(writes(ids(10))));
    const request = reads(ids(50));
    const names = { '#u': 'user' };
    Object.assign(request.RequestItems[TableName]!, {
      ProjectionExpression: '#u',
      ExpressionAttributeNames: names,
    });
    const { Responses, UnprocessedKeys, ConsumedCapacity } = await document.send(
      new BatchGetCommand(request),
    );
    expect(Responses?.[TableName]?.map(({ user }) => user as string).sort()).toEqual(
      ids(10).sort(),
    );
    expect(UnprocessedKeys?.[TableName]).toMatchObject({
      Keys: ids(30, 20).map((user) => ({ user })),
      ProjectionExpression: '#u',
      ExpressionAttributeNames: names,
    });
    expect(ConsumedCapacity).toBeUndefined();
  });

  it('refuses a batch of which it takes nothing', async () => {
    await document.send(new BatchWriteCommand(writes(ids(25))));
    await document.send(new BatchGetCommand(reads(ids(50))));
    await expect(document.send(new BatchWriteCommand(writes(ids(25))))).rejects.toMatchObject({
      name: exceeded,
      message: expect.stringContaining('Consider increasing your provisioning level'),
      $metadata: { httpStatusCode: 400 },
      ThrottlingReasons: [
        {
          reason: 'TableWriteProvisionedThroughputExceeded',
          resource: expect.stringContaining(`table/${TableName}`),
        },
      ],
    });
    expect(await nameOf(document.send(new BatchGetCommand(reads(ids(50)))))).toBe(exceeded);
  });

  it('refuses every other call that reads or writes items, until units have flowed in', async () => {
    const Item = { projectId: 'p', bucket: 1, text: 'x'.repeat(50_000) };
    const target = { TableName: tables.chunks };
    const Key = { projectId: 'p', bucket: 1 };
    await document.send(new PutCommand({ ...target, Item }));
    const query = () =>
      document.send(
        new QueryCommand({
          ...target,
          KeyConditionExpression: 'projectId = :p',
          ExpressionAttributeValues: { ':p': 'p' },
          ConsistentRead: true,
        }),
      );
    expect((await query()).Items).toEqual([Item]);
    const calls = [
      query,
      () => document.send(new GetCommand({ ...target, Key })),
      () => document.send(new ScanCommand(target)),
      () => document.send(new ScanCommand({ ...target, Segment: 1, TotalSegments: 2 })),
      () => document.send(new PutCommand({ ...target, Item })),
      () => document.send(new DeleteCommand({ ...target, Key })),
      () =>
        document.send(
          new UpdateCommand({
            ...target,
            Key,
            UpdateExpression: 'SET a = :a',
            ExpressionAttributeValues: { ':a': 1 },
          }),
        ),
    ];
    for (const call of calls) expect(await nameOf(call())).toBe(exceeded);
    clock.time += 100;
    for (const call of calls) expect(await nameOf(call())).toBe(exceeded);
    clock.time += 5000;
    expect((await query()).Items).toEqual([Item]);
  });

  it('gives the consumed capacity that was asked for, and no other', async () => {
    const get = (ReturnConsumedCapacity?: 'NONE' | 'TOTAL') =>
      document.send(new GetCommand({ TableName, Key: { user: 'nobody' }, ReturnConsumedCapacity }));
    expect((await get()).ConsumedCapacity).toBeUndefined();
    expect((await get('NONE')).ConsumedCapacity).toBeUndefined();
    expect((await get('TOTAL')).ConsumedCapacity).toEqual({ TableName, CapacityUnits: 0.5 });
  });

  it('has units for each table, and for each index', async () => {
    await document.send(new BatchGetCommand(reads(ids(20))));
    const queryIndex = new QueryCommand({
      TableName: tables.lists,
      IndexName: pendingIndex,
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'pending' },
      ExpressionAttributeValues: { ':p': 'p' },
    });
    expect(await nameOf(document.send(new GetCommand({ TableName, Key: { user: 'u' } })))).toBe(
      exceeded,
    );
    for (let call = 0; call < 20; call += 1) await document.send(queryIndex);
    expect(await nameOf(document.send(queryIndex))).toBe(exceeded);
    await document.send(new ScanCommand({ TableName: tables.lists }));
  });

  it('charges what a condition has refused', async () => {
    const Item = { user: 'there' };
    await document.send(new PutCommand({ TableName, Item }));
    refill();
    const put = () =>
      document.send(
        new PutCommand({
          TableName,
          Item,
          ConditionExpression: 'attribute_not_exists(#u)',
          ExpressionAttributeNames: { '#u': 'user' },
        }),
      );
    for (let call = 0; call < 10; call += 1)
      expect(await nameOf(put())).toBe('ConditionalCheckFailedException');
    expect(await nameOf(put())).toBe(exceeded);
  });

  it('describes a table that has no units left, and knows none that is not there', async () => {
    await document.send(new BatchGetCommand(reads(ids(50))));
    await throttled.client.send(new DescribeTableCommand({ TableName }));
    const missing = document.send(new GetCommand({ TableName: 'missing', Key: { user: 'u' } }));
    expect(await nameOf(missing)).toBe('ResourceNotFoundException');
  });
};

describe('in memory', () => {
  suite(startInMemory);
});
describe('before dynalite', () => {
  suite(startBefore(() => startDynamodb(0)));
});
const jar = officialEngine;
if (typeof jar === 'string')
  describe('before DynamoDB Local', () => {
    suite(
      startBefore(() =>
        startOfficialDynamodb(
          0,
          jar,
          () => undefined,
          () => undefined,
        ),
      ),
    );
  });
else skipOfficial('before DynamoDB Local', jar);
