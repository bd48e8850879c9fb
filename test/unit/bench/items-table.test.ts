import { describe, expect, it } from '@jest/globals';
import { Meter } from '../../../bench/loopback/meter.ts';
import { createItemsTable } from '../../../bench/loopback/tables/items-table.ts';
import { ValidationError } from '../../../bench/loopback/tables/table.ts';

const startTable = () => {
  const meter = new Meter();
  const table = createItemsTable({ name: 'chunks', partition: 'p', sort: 's' }, meter);
  const ask = (operation: string, body: object): Record<string, unknown> =>
    JSON.parse(Buffer.concat(table.operations.get(operation)!(body).parts).toString()) as never;
  const put = (s: number, bytes: number) =>
    ask('BatchWriteItem', {
      RequestItems: { chunks: [{ PutRequest: { Item: { ...key(s), text: text(bytes) } } }] },
    });
  const batchGet = (Keys: object[], more: object = {}) =>
    ask('BatchGetItem', {
      RequestItems: { chunks: { Keys, ...more } },
      ReturnConsumedCapacity: 'TOTAL',
    });
  const remove = (...sorts: number[]) =>
    ask('BatchWriteItem', {
      RequestItems: { chunks: sorts.map((s) => ({ DeleteRequest: { Key: key(s) } })) },
      ReturnConsumedCapacity: 'TOTAL',
    });
  const query = (more: object = {}) =>
    ask('Query', {
      KeyConditionExpression: 'p = :p',
      ExpressionAttributeValues: { ':p': { S: 'one' } },
      ReturnConsumedCapacity: 'TOTAL',
      ...more,
    });
  return { put, batchGet, remove, query, meter };
};

const key = (s: number) => ({ p: { S: 'one' }, s: { N: String(s) } });
const text = (bytes: number) => ({ S: 'x'.repeat(bytes) });
const consumed = (units: number) => [{ TableName: 'chunks', CapacityUnits: units }];

describe('BatchGetItem of the loopback table that keeps items', () => {
  it('rounds units up for each item, and a key without one takes the least', () => {
    const { put, batchGet, meter } = startTable();
    put(1, 100);
    put(2, 5000);
    meter.reset();
    const keys = [1, 2, 3].map(key);
    expect(batchGet(keys)).toEqual({
      Responses: {
        chunks: [
          { ...key(1), text: text(100) },
          { ...key(2), text: text(5000) },
        ],
      },
      UnprocessedKeys: {},
      ConsumedCapacity: consumed(0.5 + 1 + 0.5),
    });
    expect(batchGet(keys, { ConsistentRead: true })).toMatchObject({
      ConsumedCapacity: consumed(1 + 2 + 1),
    });
    expect(meter.usage.readUnits).toBe(2 + 4);
  });

  it('hands back what does not fit into 16 MB', () => {
    const { put, batchGet } = startTable();
    const keys = Array.from({ length: 50 }, (_, s) => key(s));
    for (let s = 0; s < keys.length; s += 1) put(s, 390_000);
    const { Responses, UnprocessedKeys } = batchGet(keys) as {
      Responses: { chunks: object[] };
      UnprocessedKeys: { chunks: { Keys: object[] } };
    };
    expect(Responses.chunks).toHaveLength(43);
    expect(UnprocessedKeys.chunks.Keys).toEqual(keys.slice(43));
  });

  it('refuses more than 100 keys, and a part of the items', () => {
    const { batchGet } = startTable();
    expect(() => batchGet(Array.from({ length: 101 }, (_, s) => key(s)))).toThrow('100');
    expect(() => batchGet([key(1)], { ProjectionExpression: 's' })).toThrow(ValidationError);
  });
});

describe('the loopback table that keeps items', () => {
  it('takes a unit for each KB of what is deleted, and one for what is not there', () => {
    const { put, remove, query, meter } = startTable();
    put(1, 100);
    put(2, 5000);
    put(3, 100);
    meter.reset();
    expect(remove(1, 2, 9)).toEqual({
      UnprocessedItems: {},
      ConsumedCapacity: consumed(1 + 5 + 1),
    });
    expect(meter.usage.writeUnits).toBe(7);
    expect(query()).toMatchObject({ Items: [key(3)], Count: 1 });
    expect(remove(2)).toMatchObject({ ConsumedCapacity: consumed(1) });
  });

  it('answers with sort keys alone for the units of whole items, and knows no other part', () => {
    const { put, query } = startTable();
    put(2, 5000);
    put(1, 5000);
    expect(query({ ProjectionExpression: '#s', ExpressionAttributeNames: { '#s': 's' } })).toEqual({
      Count: 2,
      ScannedCount: 2,
      Items: [{ s: { N: '1' } }, { s: { N: '2' } }],
      ConsumedCapacity: { TableName: 'chunks', CapacityUnits: 1.5 },
    });
    expect(query({ ConsistentRead: true })).toMatchObject({
      ConsumedCapacity: { CapacityUnits: 3 },
    });
    expect(() => query({ ProjectionExpression: 'text' })).toThrow(ValidationError);
  });
});
