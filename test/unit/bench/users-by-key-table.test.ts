import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { idOf } from '../../../bench/loopback/data/user-ids.ts';
import { Meter } from '../../../bench/loopback/meter.ts';
import { createUsersByKeyTable } from '../../../bench/loopback/tables/users-by-key-table.ts';

interface Page {
  Items: { userKey: { S: string } }[];
  LastEvaluatedKey?: unknown;
  ConsumedCapacity: { CapacityUnits: number };
}

const users = 12_000;

type ProjectIds = Parameters<typeof createUsersByKeyTable>[0]['projectIds'];

const startTable = (projectIds: ProjectIds = ['shop', 'bank']) => {
  const meter = new Meter();
  const options = { name: 'users', projectIds, users, itemBytes: 100 };
  const { operations } = createUsersByKeyTable(options, meter);
  const scan = (Segment: number, more: object = {}): Page => {
    const { parts, crc } = operations.get('Scan')!({
      TableName: 'users',
      ProjectionExpression: '#key',
      ReturnConsumedCapacity: 'TOTAL',
      ExpressionAttributeNames: { '#key': 'userKey' },
      Segment,
      TotalSegments: 3,
      ...more,
    });
    const bytes = Buffer.concat(parts);
    expect(crc32(bytes)).toBe(crc);
    return JSON.parse(bytes.toString()) as Page;
  };
  return { meter, operations, scan };
};

describe('the loopback users table that is not by project', () => {
  it.each([{}, { Limit: 3_001 }])('gives each user of both projects once: %j', (how) => {
    const { meter, scan } = startTable();
    const seen: string[] = [];
    let units = 0;
    for (let segment = 0; segment < 3; segment += 1) {
      let page: Page | undefined;
      do {
        const ExclusiveStartKey = page?.LastEvaluatedKey;
        page = scan(segment, {
          ...how,
          ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
        });
        seen.push(...page.Items.map(({ userKey }) => userKey.S));
        units += page.ConsumedCapacity.CapacityUnits;
      } while (page.LastEvaluatedKey !== undefined);
    }
    expect(new Set(seen).size).toBe(2 * users);
    expect(seen).toHaveLength(2 * users);
    const ours = Array.from({ length: users }, (_, user) => `shop/${idOf(user)}`);
    expect(seen.filter((key) => key.startsWith('shop/')).toSorted()).toEqual(ours.toSorted());
    expect(meter.usage.readUnits).toBe(units);
  });

  it('finds a user of the project, and nobody of the other by it', () => {
    const { meter, operations, scan } = startTable();
    const { Items } = scan(0);
    const other = Items.find(({ userKey }) => userKey.S.startsWith('bank/'))!.userKey.S;
    const there = [`shop/${idOf(0)}`, `shop/${idOf(users - 1)}`, other];
    const missing = [`shop/${idOf(users)}`, other.replace('bank', 'shop'), `bank/${idOf(0)}`];
    meter.reset();
    const { parts } = operations.get('BatchGetItem')!({
      RequestItems: {
        users: {
          Keys: [...there, ...missing].map((S) => ({ userKey: { S } })),
          ProjectionExpression: 'userKey',
        },
      },
    });
    const { Responses } = JSON.parse(Buffer.concat(parts).toString()) as {
      Responses: { users: unknown[] };
    };
    expect(Responses.users).toEqual(there.map((S) => ({ userKey: { S } })));
    expect(meter.usage.readUnits).toBe(3);
  });

  it('has one project alone where there is no other', () => {
    const { scan } = startTable(['shop']);
    const seen = [0, 1, 2].flatMap((segment) =>
      scan(segment).Items.map(({ userKey }) => userKey.S),
    );
    const ours = Array.from({ length: users }, (_, user) => `shop/${idOf(user)}`);
    expect(seen.toSorted()).toEqual(ours.toSorted());
  });
});
