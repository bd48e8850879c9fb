import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../../bench/loopback/data/user-ids.ts';
import { Meter } from '../../../bench/loopback/meter.ts';
import { shareUsed } from '../../../bench/loopback/share-used.ts';
import { createItemsTable } from '../../../bench/loopback/tables/items-table.ts';
import { ThrottledError, type Table } from '../../../bench/loopback/tables/table.ts';
import { createUsersTable } from '../../../bench/loopback/tables/users-table.ts';
import { newOnDemandTable, provisionedTable } from '../../../local/throttling/limits.ts';
import { createThrottling } from '../../../local/throttling/throttling.ts';

const users = 100_000;

const startTables = (limits = provisionedTable({ read: 300, write: 10 }, { burstSeconds: 1 })) => {
  const clock = { time: 0 };
  const now = () => clock.time;
  const meter = new Meter(now);
  const throttling = createThrottling(now, (event) => {
    meter.limited(event);
  });
  throttling.limitAll(limits);
  const options = { name: 'users', keyName: 'userKey', keyPrefix: 'shop/', users, itemBytes: 100 };
  return {
    clock,
    meter,
    usersTable: createUsersTable(options, meter, throttling),
    itemsTable: createItemsTable({ name: 'chunks', partition: 'p', sort: 's' }, meter, throttling),
  };
};

const ask = (table: Table, operation: string, body: object): Record<string, unknown> =>
  JSON.parse(Buffer.concat(table.operations.get(operation)!(body).parts).toString()) as never;

const scan = (table: Table, more: object = {}) =>
  ask(table, 'Scan', { TableName: 'users', ProjectionExpression: 'userKey', ...more });

const keys = (count: number, from = 0) =>
  Array.from({ length: count }, (_, user) => ({ userKey: { S: `shop/${idOf(from + user)}` } }));

const batchGet = (table: Table, Keys: object[]) =>
  ask(table, 'BatchGetItem', {
    RequestItems: { users: { Keys, ProjectionExpression: 'userKey' } },
  });

const put = (s: number) => ({
  PutRequest: { Item: { p: { S: 'one' }, s: { N: String(s) }, text: { S: 'x'.repeat(3000) } } },
});

const batchWrite = (table: Table) =>
  ask(table, 'BatchWriteItem', { RequestItems: { chunks: [0, 1, 2, 3, 4].map(put) } });

describe('the throttled tables of the benchmarks', () => {
  it('refuse a page when their units are used up', () => {
    const { usersTable, clock, meter } = startTables();
    for (let page = 0; page < 3; page += 1) scan(usersTable);
    expect(() => scan(usersTable)).toThrow(ThrottledError);
    clock.time = 1000;
    scan(usersTable);
    expect(meter.usage.limited.users?.read).toEqual([
      { granted: 384, refused: 1 },
      { granted: 128, refused: 0 },
    ]);
  });

  it('limit a partition of the users, which a segment reads', () => {
    const { usersTable } = startTables(newOnDemandTable);
    const segment = (Segment: number) => () => scan(usersTable, { Segment, TotalSegments: 4 });
    for (let page = 0; page < 24; page += 1) segment(0)();
    expect(segment(0)).toThrow(ThrottledError);
    expect(segment(2)).not.toThrow();
    expect(() => batchGet(usersTable, keys(100))).toThrow(ThrottledError);
    const { Responses, UnprocessedKeys } = batchGet(usersTable, [...keys(50), ...keys(50, 90_000)]);
    expect(Responses).toEqual({ users: keys(50, 90_000) });
    expect(UnprocessedKeys).toMatchObject({ users: { Keys: keys(50) } });
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
