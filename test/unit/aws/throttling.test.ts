import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  DeleteCommand,
} from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import {
  newOnDemandTable,
  provisionedTable,
  type Units,
} from '../../../local/throttling/limits.ts';
import type { ThrottlingEvent } from '../../../local/throttling/throttling.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';

const TableName = 'users';
const IndexName = 'pending';

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

const table = {
  TableName,
  AttributeDefinitions: ['user', 'pending'].map(attribute),
  KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' as const }],
  GlobalSecondaryIndexes: [
    {
      IndexName,
      KeySchema: [{ AttributeName: 'pending', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
};

const ids = (count: number): string[] => Array.from({ length: count }, (_, id) => `u${id}`);

/** A table of so many users, each of `bytes` bytes, that is limited from then on. A refused call is not repeated. */
const limited = async (units: Units, users = 0, bytes = 10) => {
  const clock = { time: 0 };
  const events: ThrottlingEvent[] = [];
  const aws = createAws({ now: () => clock.time, onThrottling: (event) => events.push(event) });
  const document = DynamoDBDocumentClient.from(aws.dynamodb);
  await document.send(new CreateTableCommand(table));
  for (const user of ids(users))
    await document.send(new PutCommand({ TableName, Item: { user, text: 'x'.repeat(bytes) } }));
  aws.throttling.limitAll(provisionedTable(units, { burstSeconds: 1 }));
  return { clock, events, aws, document };
};

const nameOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => (error as Error).name,
  );

const exceeded = 'ProvisionedThroughputExceededException';

const keysOf = (count: number) => ({ [TableName]: { Keys: ids(count).map((user) => ({ user })) } });

const putsOf = (count: number) => ({
  [TableName]: ids(count).map((user) => ({ PutRequest: { Item: { user } } })),
});

describe('a throttled table', () => {
  it('reads a part of a batch, and hands the other keys back', async () => {
    const { document } = await limited({ read: 10, write: 10 }, 100);
    const { Responses, UnprocessedKeys, ConsumedCapacity } = await document.send(
      new BatchGetCommand({ RequestItems: keysOf(100), ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(Responses?.[TableName]).toHaveLength(20);
    expect(UnprocessedKeys?.[TableName]?.Keys).toHaveLength(80);
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 10 }]);
  });

  it('writes a part of a batch, and hands the other requests back', async () => {
    const { document, clock } = await limited({ read: 10, write: 10 });
    const { UnprocessedItems } = await document.send(
      new BatchWriteCommand({ RequestItems: putsOf(25) }),
    );
    expect(UnprocessedItems?.[TableName]).toHaveLength(15);
    clock.time = 1000;
    const { Items } = await document.send(new ScanCommand({ TableName }));
    expect(Items).toHaveLength(10);
  });

  it('refuses a batch of which it takes nothing', async () => {
    const { document } = await limited({ read: 10, write: 10 }, 100);
    await document.send(new BatchGetCommand({ RequestItems: keysOf(100) }));
    expect(await nameOf(document.send(new BatchGetCommand({ RequestItems: keysOf(100) })))).toBe(
      exceeded,
    );
    await document.send(new BatchWriteCommand({ RequestItems: putsOf(25) }));
    expect(await nameOf(document.send(new BatchWriteCommand({ RequestItems: putsOf(25) })))).toBe(
      exceeded,
    );
  });

  it('refuses every other call whole, and does nothing of it', async () => {
    const { document, clock } = await limited({ read: 1, write: 1 }, 1);
    const Key = { user: 'u0' };
    const drain = async (): Promise<void> => {
      await document.send(
        new PutCommand({ TableName, Item: { user: 'x', text: 'x'.repeat(9000) } }),
      );
      await document.send(new ScanCommand({ TableName, ConsistentRead: true }));
    };
    await drain();
    const calls = [
      () => document.send(new GetCommand({ TableName, Key })),
      () => document.send(new ScanCommand({ TableName })),
      () =>
        document.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: '#u = :u',
            ExpressionAttributeNames: { '#u': 'user' },
            ExpressionAttributeValues: { ':u': 'u0' },
          }),
        ),
      () => document.send(new PutCommand({ TableName, Item: { user: 'u1' } })),
      () =>
        document.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'SET a = :a',
            ExpressionAttributeValues: { ':a': 1 },
          }),
        ),
      () => document.send(new DeleteCommand({ TableName, Key })),
    ];
    for (const call of calls) expect(await nameOf(call())).toBe(exceeded);
    clock.time = 60_000;
    const { Items } = await document.send(new ScanCommand({ TableName }));
    expect(Items?.map(({ user }) => user as string).sort()).toEqual(['u0', 'x']);
    expect(Items?.some(({ a }) => a !== undefined)).toBe(false);
  });

  it('charges what a condition has refused', async () => {
    const { document, events } = await limited({ read: 10, write: 10 }, 1, 3000);
    const put = new PutCommand({
      TableName,
      Item: { user: 'u0' },
      ConditionExpression: 'attribute_not_exists(#u)',
      ExpressionAttributeNames: { '#u': 'user' },
    });
    expect(await nameOf(document.send(put))).toBe('ConditionalCheckFailedException');
    expect(events).toMatchObject([{ direction: 'write', units: 3 }]);
  });

  it('takes calls again when units have flowed in, or its limits are lifted', async () => {
    const { document, clock, aws } = await limited({ read: 1, write: 1 }, 1, 20_000);
    const get = () => nameOf(document.send(new GetCommand({ TableName, Key: { user: 'u0' } })));
    expect([await get(), await get()]).toEqual([undefined, exceeded]);
    clock.time = 1600;
    expect([await get(), await get()]).toEqual([undefined, exceeded]);
    aws.throttling.limit(TableName, undefined);
    expect([await get(), await get()]).toEqual([undefined, undefined]);
  });
});

describe('the partitions of a throttled table', () => {
  it('pay for the items of a page that lie in them', async () => {
    const { document, aws, events } = await limited({ read: 0, write: 0 }, 40, 100_000);
    aws.throttling.limitAll({ ...newOnDemandTable, units: { read: 1e6, write: 1e6 } });
    const { ConsumedCapacity } = await document.send(
      new ScanCommand({ TableName, ReturnConsumedCapacity: 'TOTAL' }),
    );
    const charged = events.reduce((sum, { units = 0 }) => sum + units, 0);
    expect(charged).toBeCloseTo(ConsumedCapacity?.CapacityUnits ?? 0);

    const scan = async (Segment: number): Promise<string | undefined> => {
      for (let page = 0; page < 40; page += 1) {
        const name = await nameOf(
          document.send(new ScanCommand({ TableName, Segment, TotalSegments: 4 })),
        );
        if (name !== undefined) return name;
      }
      return undefined;
    };
    // Each segment is a partition, and is read until that has nothing left.
    expect(await Promise.all([0, 1, 2].map(scan))).toEqual([exceeded, exceeded, exceeded]);
    expect(
      await nameOf(document.send(new ScanCommand({ TableName, Segment: 3, TotalSegments: 4 }))),
    ).toBe(undefined);
  });
});

describe('a throttled index', () => {
  const queryIndex = new QueryCommand({
    TableName,
    IndexName,
    KeyConditionExpression: 'pending = :p',
    ExpressionAttributeValues: { ':p': 'yes' },
  });

  it('has reads of its own', async () => {
    const { document, events } = await limited({ read: 10, write: 10 });
    await document.send(queryIndex);
    expect(events).toEqual([{ table: TableName, index: IndexName, direction: 'read', units: 0.5 }]);
  });

  it('is written when an entry comes, changes its key or goes, and not otherwise', async () => {
    const { document, events } = await limited({ read: 100, write: 100 });
    const put = async (item: object): Promise<(number | undefined)[]> => {
      events.length = 0;
      await document.send(new PutCommand({ TableName, Item: { user: 'u', ...item } }));
      return events.filter(({ index }) => index === IndexName).map(({ units }) => units);
    };
    expect(await put({})).toEqual([]);
    expect(await put({ pending: 'yes' })).toEqual([1]);
    expect(await put({ pending: 'yes', text: 'more' })).toEqual([]);
    expect(await put({ pending: 'no' })).toEqual([1, 1]);
    expect(await put({})).toEqual([1]);
  });

  it('makes its table refuse what it cannot take itself', async () => {
    const { document, aws } = await limited({ read: 10, write: 10 });
    aws.throttling.limitAll(newOnDemandTable);
    const put = (user: string) =>
      nameOf(document.send(new PutCommand({ TableName, Item: { user, pending: 'yes' } })));
    const names = await Promise.all(ids(1200).map(put));
    // The table could take 4,000, but all entries lie in one partition of the index.
    expect(names.filter((name) => name === undefined)).toHaveLength(1000);
    expect(names.at(-1)).toBe('ThrottlingException');
  });
});

it('the SDK repeats what was throttled, in virtual time, by either name', async () => {
  const time = createVirtualTime(0);
  const endings: (number | 'lost')[] = [];
  const { dynamodb, throttling } = createAws({
    virtual: { time, random: createRandom(1) },
    onCall: (_, ending) => endings.push(ending),
  });
  const document = DynamoDBDocumentClient.from(dynamodb);
  const item = { user: 'u', text: 'x'.repeat(1200) };
  const took = await time.run(async () => {
    await document.send(new CreateTableCommand(table));
    const putTwice = async (): Promise<number[]> => {
      endings.length = 0;
      await document.send(new PutCommand({ TableName, Item: item }));
      await document.send(new PutCommand({ TableName, Item: item }));
      return endings as number[];
    };
    const seen: number[][] = [];
    for (const billing of ['provisioned', 'on-demand'] as const) {
      throttling.limitAll({ ...newOnDemandTable, billing, units: { read: 5, write: 1.5 } });
      seen.push([...(await putTwice())]);
    }
    return seen;
  });
  for (const tries of took) {
    expect(tries.slice(0, 2)).toEqual([200, 400]);
    expect(tries.at(-1)).toBe(200);
  }
});
