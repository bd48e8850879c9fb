import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../../bench/loopback/data/user-ids.ts';
import { Meter } from '../../../bench/loopback/meter.ts';
import { shareUsed, shareWhileUsed } from '../../../bench/loopback/share-used.ts';
import { createItemsTable } from '../../../bench/loopback/tables/items-table.ts';
import { ThrottledError, type Table } from '../../../bench/loopback/tables/table.ts';
import { createUsersTable } from '../../../bench/loopback/tables/users-table.ts';
import { newOnDemandTable, provisionedTable } from '../../../local/throttling/limits.ts';
import { createThrottling } from '../../../local/throttling/throttling.ts';

/** A page and more in each of 64 shards. */
const users = 700_000;

const startTables = (limits = provisionedTable({ read: 300, write: 10 }, { burstSeconds: 1 })) => {
  const clock = { time: 0 };
  const now = () => clock.time;
  const meter = new Meter(now);
  const throttling = createThrottling(now, (event) => {
    meter.limited(event);
  });
  throttling.limitAll(limits);
  const options = { name: 'users', projectId: 'shop', users, itemBytes: 100 };
  return {
    clock,
    meter,
    usersTable: createUsersTable(options, meter, throttling),
    itemsTable: createItemsTable({ name: 'chunks', partition: 'p', sort: 's' }, meter, throttling),
  };
};

const ask = (table: Table, operation: string, body: object): Record<string, unknown> =>
  JSON.parse(Buffer.concat(table.operations.get(operation)!(body).parts).toString()) as never;

const query = (table: Table, shard: number) =>
  ask(table, 'Query', {
    TableName: 'users',
    ProjectionExpression: 'id',
    KeyConditionExpression: '#shard = :shard',
    ExpressionAttributeValues: { ':shard': { S: `shop#${shard}` } },
  });

const keys = (shard: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, user) => ({
    shard: { S: `shop#${shard}` },
    id: { S: idOf(from + user) },
  }));

const batchGet = (table: Table, Keys: object[]) =>
  ask(table, 'BatchGetItem', {
    RequestItems: { users: { Keys, ProjectionExpression: 'id' } },
  });

const put = (s: number) => ({
  PutRequest: { Item: { p: { S: 'one' }, s: { N: String(s) }, text: { S: 'x'.repeat(3000) } } },
});

const batchWrite = (table: Table) =>
  ask(table, 'BatchWriteItem', { RequestItems: { chunks: [0, 1, 2, 3, 4].map(put) } });

describe('the throttled tables of the benchmarks', () => {
  it('refuse a page when their units are used up', () => {
    const { usersTable, clock, meter } = startTables();
    for (let page = 0; page < 3; page += 1) query(usersTable, page);
    expect(() => query(usersTable, 3)).toThrow(ThrottledError);
    clock.time = 1000;
    query(usersTable, 3);
    expect(meter.usage.limited.users?.read).toEqual([
      { granted: 384, refused: 1 },
      { granted: 128, refused: 0 },
    ]);
  });

  it('limit a partition of the users, in which a shard lies', () => {
    const { usersTable } = startTables(newOnDemandTable);
    const read = (shard: number) => () => query(usersTable, shard);
    for (let page = 0; page < 24; page += 1) read(0)();
    expect(read(0)).toThrow(ThrottledError);
    // Of the four partitions, 0 and 2 lie in the same one, and 1 in another.
    expect(read(2)).toThrow(ThrottledError);
    expect(read(1)).not.toThrow();
    expect(() => batchGet(usersTable, keys(0, 100))).toThrow(ThrottledError);
    const asked = [...keys(0, 50), ...keys(1, 50, 90_000)];
    const { Responses, UnprocessedKeys } = batchGet(usersTable, asked);
    expect(Responses).toEqual({ users: keys(1, 50, 90_000).map(({ id }) => ({ id })) });
    expect(UnprocessedKeys).toMatchObject({ users: { Keys: keys(0, 50) } });
  });

  it('write a part of a batch, and refuse one of which they write nothing', () => {
    const { itemsTable, clock } = startTables();
    expect(batchWrite(itemsTable)).toEqual({ UnprocessedItems: { chunks: [put(4)] } });
    expect(() => batchWrite(itemsTable)).toThrow(ThrottledError);
    clock.time = 1000;
    const { Items } = ask(itemsTable, 'Query', {
      KeyConditionExpression: 'p = :p',
      ExpressionAttributeValues: { ':p': { S: 'one' } },
    });
    expect(Items).toHaveLength(4);
  });
});

it('the share of units used is taken while they are too few', () => {
  const seconds = [
    { granted: 5, refused: 0 },
    { granted: 100, refused: 3 },
    { granted: 60, refused: 0 },
    { granted: 80, refused: 1 },
    { granted: 2, refused: 0 },
  ];
  expect(shareUsed(seconds, 100)).toBeCloseTo(0.8);
  expect(shareUsed([{ granted: 100, refused: 0 }], 100)).toBeUndefined();
});

it('says what part of the units was used from the first to the last second in which any was', () => {
  const seconds = [0, 100, 0, 80, 0].map((granted) => ({ granted, refused: 0 }));
  expect(shareWhileUsed(seconds, 100)).toBeCloseTo(0.6);
  expect(shareWhileUsed([{ granted: 0, refused: 3 }], 100)).toBeUndefined();
});
