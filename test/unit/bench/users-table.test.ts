import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { idOf, indexOfId } from '../../../bench/loopback/data/user-ids.ts';
import { Meter } from '../../../bench/loopback/meter.ts';
import { createUsersTable } from '../../../bench/loopback/tables/users-table.ts';

const users = 25_000;

interface Page {
  Items: { userKey: { S: string } }[];
  LastEvaluatedKey?: unknown;
  ConsumedCapacity: { CapacityUnits: number };
}

const startTable = () => {
  const meter = new Meter();
  const options = { name: 'users', keyName: 'userKey', keyPrefix: 'shop/', users, itemBytes: 100 };
  const { operations } = createUsersTable(options, meter);
  const scan = (more: object): Page => {
    const { parts, crc } = operations.get('Scan')!({
      ...{ TableName: 'users', ProjectionExpression: 'userKey', ReturnConsumedCapacity: 'TOTAL' },
      ...more,
    });
    const bytes = Buffer.concat(parts);
    expect(crc32(bytes)).toBe(crc);
    return JSON.parse(bytes.toString()) as Page;
  };
  return { meter, operations, scan };
};

describe('the loopback users table', () => {
  it.each([
    { TotalSegments: 1 },
    { TotalSegments: 2 },
    { TotalSegments: 16 },
    { TotalSegments: 2, Limit: 3_000 },
  ])('gives each user once, whatever the segments: %j', (how) => {
    const { meter, scan } = startTable();
    const seen = new Set<string>();
    let units = 0;
    for (let Segment = 0; Segment < how.TotalSegments; Segment += 1) {
      let page: Page | undefined;
      do {
        const ExclusiveStartKey = page?.LastEvaluatedKey;
        page = scan({
          ...how,
          Segment,
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        });
        for (const { userKey } of page.Items) seen.add(userKey.S);
        units += page.ConsumedCapacity.CapacityUnits;
      } while (page.LastEvaluatedKey !== undefined);
    }
    expect(seen).toEqual(new Set(Array.from({ length: users }, (_, user) => `shop/${idOf(user)}`)));
    expect(meter.usage.readUnits).toBe(units);
  });

  it('costs half a unit for 4 KB of a page', () => {
    const { scan } = startTable();
    expect(scan({ Limit: 40 }).ConsumedCapacity.CapacityUnits).toBe(0.5);
    expect(scan({ Limit: 41 }).ConsumedCapacity.CapacityUnits).toBe(1);
    expect(scan({ Limit: 41, ConsistentRead: true }).ConsumedCapacity.CapacityUnits).toBe(2);
  });

  it('finds those who are there, and charges for the others, too', () => {
    const { meter, operations } = startTable();
    const keys = [0, users - 1, users].map((user) => ({ userKey: { S: `shop/${idOf(user)}` } }));
    const { parts } = operations.get('BatchGetItem')!({
      RequestItems: { users: { Keys: keys, ProjectionExpression: 'userKey' } },
    });
    const { Responses } = JSON.parse(Buffer.concat(parts).toString()) as {
      Responses: { users: unknown[] };
    };
    expect(Responses.users).toEqual(keys.slice(0, 2));
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
