import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { idOf, indexOfId } from '../../../bench/loopback/data/user-ids.ts';
import { Meter } from '../../../bench/loopback/meter.ts';
import { createUsersTable } from '../../../bench/loopback/tables/users-table.ts';

interface Page {
  Items: { id: { S: string } }[];
  LastEvaluatedKey?: unknown;
  ConsumedCapacity: { CapacityUnits: number };
}

const startTable = (users = 25_000, itemBytes = 100) => {
  const meter = new Meter();
  const options = { name: 'users', projectId: 'shop', users, itemBytes };
  const { operations } = createUsersTable(options, meter);
  const query = (shard: number, more: object = {}): Page => {
    const { parts, crc } = operations.get('Query')!({
      TableName: 'users',
      ProjectionExpression: '#id',
      ReturnConsumedCapacity: 'TOTAL',
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': 'shard', '#id': 'id' },
      ExpressionAttributeValues: { ':shard': { S: `shop#${shard}` } },
      ...more,
    });
    const bytes = Buffer.concat(parts);
    expect(crc32(bytes)).toBe(crc);
    return JSON.parse(bytes.toString()) as Page;
  };
  return { meter, operations, query };
};

describe('the loopback users table', () => {
  it.each([
    [25_000, 100, {}],
    [25_000, 100, { Limit: 3_000 }],
    [25_000, 10_000, {}],
    [100, 100, {}],
  ])(
    'gives each of %d users of %d bytes once, in one of the shards: %j',
    (users, itemBytes, how) => {
      const { meter, query } = startTable(users, itemBytes);
      const seen = new Set<string>();
      let count = 0;
      let units = 0;
      for (let shard = 0; shard < 64; shard += 1) {
        let page: Page | undefined;
        do {
          const ExclusiveStartKey = page?.LastEvaluatedKey;
          page = query(shard, {
            ...how,
            ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
          });
          for (const { id } of page.Items) seen.add(id.S);
          count += page.Items.length;
          units += page.ConsumedCapacity.CapacityUnits;
        } while (page.LastEvaluatedKey !== undefined);
      }
      expect([seen.size, count]).toEqual([users, users]);
      expect([0, users - 1].every((user) => seen.has(idOf(user)))).toBe(true);
      expect(meter.usage.readUnits).toBe(units);
    },
  );

  it('costs half a unit for 4 KB of a page', () => {
    const { query } = startTable();
    expect(query(63, { Limit: 40 }).ConsumedCapacity.CapacityUnits).toBe(0.5);
    expect(query(63, { Limit: 41 }).ConsumedCapacity.CapacityUnits).toBe(1);
    expect(query(63, { Limit: 41, ConsistentRead: true }).ConsumedCapacity.CapacityUnits).toBe(2);
  });

  it('knows no other project', () => {
    const { query } = startTable();
    const other = { ':shard': { S: 'other#0' } };
    expect(() => query(0, { ExpressionAttributeValues: other })).toThrow('has no other#0');
  });

  it('finds those who are there, and charges for the others, too', () => {
    const { meter, operations } = startTable();
    const keys = [0, 24_999, 25_000].map((user) => ({
      shard: { S: 'shop#7' },
      id: { S: idOf(user) },
    }));
    const { parts } = operations.get('BatchGetItem')!({
      RequestItems: { users: { Keys: keys, ProjectionExpression: 'id' } },
    });
    const { Responses } = JSON.parse(Buffer.concat(parts).toString()) as {
      Responses: { users: unknown[] };
    };
    expect(Responses.users).toEqual(keys.slice(0, 2).map(({ id }) => ({ id })));
    expect(meter.usage.readUnits).toBe(1.5);
  });
});

describe('IDs of the benchmarks', () => {
  it('tell whose they are', () => {
    for (const user of [0, 1, 61, 62, 19_999_999, 35_999_999])
      expect(indexOfId(idOf(user))).toBe(user);
    expect(indexOfId(`x${idOf(7).slice(1)}`)).toBeUndefined();
    expect(indexOfId('')).toBeUndefined();
  });
});
