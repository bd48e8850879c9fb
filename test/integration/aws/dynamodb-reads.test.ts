import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  paginateScan,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  type ScanCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnEngines, type Engine } from './dynamodb-engines.ts';
import { createTables, pendingIndex, tables } from './dynamodb-tables.ts';

type Item = Record<string, unknown>;

/** In the order of their UTF-8 bytes; JavaScript has the emoji before the fullwidth letter. */
const fileNames = ['B.csv', 'a 2.csv', 'a.csv', 'a/b.csv', 'b.csv', 'é.csv', 'ｚ.csv', '😀.csv'];

describeOnEngines((start) => {
  let engine: Engine;
  let document: DynamoDBDocumentClient;

  beforeAll(async () => {
    engine = await start();
    document = DynamoDBDocumentClient.from(engine.client);
    await createTables(engine.client);
    for (const fileName of fileNames.toReversed())
      await document.send(
        new PutCommand({
          TableName: tables.lists,
          Item: {
            projectId: 'shop',
            fileName,
            size: fileName.length,
            source: { etag: `e-${fileName}`, present: true },
            ...(fileName < 'a/' && { pending: 'shop' }),
          },
        }),
      );
    for (const bucket of [10, 9, -1, 100, 2.5])
      await document.send(
        new PutCommand({ TableName: tables.chunks, Item: { projectId: 'v1', bucket } }),
      );
    for (let user = 0; user < 60; user += 1)
      await document.send(new PutCommand({ TableName: tables.users, Item: { user: `u${user}` } }));
  });
  afterAll(() => engine.stop());

  const query = async (input: Partial<QueryCommandInput>, pageSize?: number): Promise<Item[]> => {
    const items: Item[] = [];
    const pages = paginateQuery(
      { client: document, ...(pageSize !== undefined && { pageSize }) },
      { TableName: tables.lists, ...input },
    );
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  };
  const scan = async (input: ScanCommandInput, pageSize?: number): Promise<Item[]> => {
    const items: Item[] = [];
    const pages = paginateScan(
      { client: document, ...(pageSize !== undefined && { pageSize }) },
      input,
    );
    for await (const page of pages) items.push(...(page.Items ?? []));
    return items;
  };
  const namesOf = (items: readonly Item[]): unknown[] => items.map(({ fileName }) => fileName);

  describe('a query', () => {
    const ofShop = {
      KeyConditionExpression: 'projectId = :p',
      ExpressionAttributeValues: { ':p': 'shop' },
    };

    it.each([1, 3, 8, undefined])('reads in UTF-8 byte order, by pages of %s', async (pageSize) => {
      expect(namesOf(await query(ofShop, pageSize))).toEqual(fileNames);
    });

    it('reads backwards', async () => {
      const backwards = { ...ofShop, ScanIndexForward: false };
      expect(namesOf(await query(backwards, 3))).toEqual(fileNames.toReversed());
    });

    it('reads numbers in their order', async () => {
      const chunks = await query({
        TableName: tables.chunks,
        KeyConditionExpression: 'projectId = :p',
        ExpressionAttributeValues: { ':p': 'v1' },
      });
      expect(chunks.map(({ bucket }) => bucket)).toEqual([-1, 2.5, 9, 10, 100]);
    });

    it.each([
      ['fileName > :a', { ':a': 'a/b.csv' }, ['b.csv', 'é.csv', 'ｚ.csv', '😀.csv']],
      ['fileName >= :a', { ':a': '😀.csv' }, ['😀.csv']],
      ['fileName < :a', { ':a': 'a.csv' }, ['B.csv', 'a 2.csv']],
      ['fileName = :a', { ':a': 'é.csv' }, ['é.csv']],
      ['fileName BETWEEN :a AND :b', { ':a': 'a', ':b': 'a.csv' }, ['a 2.csv', 'a.csv']],
      ['begins_with(fileName, :a)', { ':a': 'a' }, ['a 2.csv', 'a.csv', 'a/b.csv']],
    ])('takes a part of a partition: %s', async (condition, values, expected) => {
      const items = await query(
        {
          KeyConditionExpression: `${condition} AND projectId = :p`,
          ExpressionAttributeValues: { ':p': 'shop', ...values },
        },
        2,
      );
      expect(namesOf(items)).toEqual(expected);
    });

    it('goes on behind an item that is gone by then', async () => {
      const { Items } = await document.send(
        new QueryCommand({
          ...ofShop,
          TableName: tables.lists,
          ExclusiveStartKey: { projectId: 'shop', fileName: 'a.d' },
          Limit: 1,
        }),
      );
      expect(namesOf(Items ?? [])).toEqual(['a/b.csv']);
    });

    it('filters what it has read, and counts both', async () => {
      const answer = await document.send(
        new QueryCommand({
          ...ofShop,
          TableName: tables.lists,
          FilterExpression: '#size > :s',
          ExpressionAttributeNames: { '#size': 'size' },
          ExpressionAttributeValues: { ':p': 'shop', ':s': 6 },
          Limit: 3,
        }),
      );
      expect(namesOf(answer.Items ?? [])).toEqual(['a 2.csv']);
      expect(answer).toMatchObject({ Count: 1, ScannedCount: 3 });
      expect(answer.LastEvaluatedKey).toEqual({ projectId: 'shop', fileName: 'a.csv' });
    });

    it('ends a page at 1 MB', async () => {
      for (let bucket = 0; bucket < 4; bucket += 1)
        await document.send(
          new PutCommand({
            TableName: tables.chunks,
            Item: { projectId: 'large', bucket, ids: 'x'.repeat(300 * 1024) },
          }),
        );
      const { Items, LastEvaluatedKey } = await document.send(
        new QueryCommand({
          TableName: tables.chunks,
          KeyConditionExpression: 'projectId = :p',
          ExpressionAttributeValues: { ':p': 'large' },
        }),
      );
      expect(Items!.length).toBeLessThan(5);
      expect(Items!.length).toBeGreaterThan(2);
      if (Items!.length < 4) expect(LastEvaluatedKey).toBeDefined();
    });
  });

  describe('a sparse index', () => {
    it('has the items with its key, and of them the keys', async () => {
      const items = await scan({ TableName: tables.lists, IndexName: pendingIndex }, 2);
      expect(items).toEqual(
        ['B.csv', 'a 2.csv', 'a.csv'].map((fileName) => ({
          projectId: 'shop',
          fileName,
          pending: 'shop',
        })),
      );
      const queried = await query({
        IndexName: pendingIndex,
        KeyConditionExpression: 'pending = :p AND fileName > :f',
        ExpressionAttributeValues: { ':p': 'shop', ':f': 'B.csv' },
      });
      expect(namesOf(queried)).toEqual(['a 2.csv', 'a.csv']);
    });

    it('loses an item with its key', async () => {
      const Key = { projectId: 'shop', fileName: 'B.csv' };
      const setPending = (UpdateExpression: string, values?: Item) =>
        document.send(
          new UpdateCommand({
            TableName: tables.lists,
            Key,
            UpdateExpression,
            ...(values && { ExpressionAttributeValues: values }),
          }),
        );
      await setPending('REMOVE pending');
      const items = await scan({ TableName: tables.lists, IndexName: pendingIndex });
      expect(namesOf(items)).toEqual(['a 2.csv', 'a.csv']);
      await setPending('SET pending = :p', { ':p': 'shop' });
    });
  });

  describe('a scan', () => {
    it('sees every item once, by whatever pages', async () => {
      const users = await scan({ TableName: tables.users }, 7);
      expect(users.map(({ user }) => user).sort()).toEqual(
        Array.from({ length: 60 }, (_, user) => `u${user}`).sort(),
      );
    });

    it('in segments sees every item in one of them', async () => {
      const segments = await Promise.all(
        Array.from({ length: 4 }, (_, Segment) =>
          scan({ TableName: tables.users, Segment, TotalSegments: 4 }, 3),
        ),
      );
      const users = segments.flat().map(({ user }) => user);
      expect(users).toHaveLength(60);
      expect(new Set(users).size).toBe(60);
    });
  });

  it('a projection keeps what lies under its paths', async () => {
    const get = async (ProjectionExpression: string) => {
      const { Item: item } = await document.send(
        new GetCommand({
          TableName: tables.lists,
          Key: { projectId: 'shop', fileName: 'a.csv' },
          ProjectionExpression,
          ExpressionAttributeNames: { '#source': 'source' },
        }),
      );
      return item;
    };
    expect(await get('fileName, #source.etag, absent.x')).toEqual({
      fileName: 'a.csv',
      source: { etag: 'e-a.csv' },
    });
    expect(await get('#source.absent')).toEqual({});
  });

  it('an item that is not there is not in the answer', async () => {
    const Key = { projectId: 'shop', fileName: 'none' };
    expect(
      await document.send(new GetCommand({ TableName: tables.lists, Key })),
    ).not.toHaveProperty('Item');
  });

  describe('a batch', () => {
    const key = (user: string) => ({ user: { S: user } });

    it('gets what is there, for half a unit each', async () => {
      const answer = await engine.client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [tables.users]: {
              Keys: [key('u1'), key('nobody'), key('u2')],
              ProjectionExpression: '#k',
              ExpressionAttributeNames: { '#k': 'user' },
            },
          },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      const found = answer.Responses![tables.users]!.map(({ user }) => user?.S).sort();
      expect(found).toEqual(['u1', 'u2']);
      expect(answer.UnprocessedKeys).toEqual({});
      // DynamoDB Local does not charge for what is not there.
      const CapacityUnits = engine.name === 'DynamoDB Local' ? 1 : 1.5;
      expect(answer.ConsumedCapacity).toEqual([{ TableName: tables.users, CapacityUnits }]);
    });

    it('puts and deletes', async () => {
      const write = await engine.client.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [tables.users]: [
              { PutRequest: { Item: { ...key('new'), bytes: { B: Buffer.from([0, 255]) } } } },
              { DeleteRequest: { Key: key('new-too') } },
            ],
          },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      expect(write.UnprocessedItems).toEqual({});
      // DynamoDB Local has prices of its own.
      if (engine.name !== 'DynamoDB Local')
        expect(write.ConsumedCapacity).toEqual([{ TableName: tables.users, CapacityUnits: 2 }]);
      const { Item: item } = await document.send(
        new GetCommand({ TableName: tables.users, Key: { user: 'new' } }),
      );
      expect(Buffer.from(item!.bytes as Uint8Array)).toEqual(Buffer.from([0, 255]));
      await engine.client.send(
        new BatchWriteItemCommand({
          RequestItems: { [tables.users]: [{ DeleteRequest: { Key: key('new') } }] },
        }),
      );
    });

    it('refuses the same key twice, and too many keys', async () => {
      const get = (keys: string[]) =>
        engine.client.send(
          new BatchGetItemCommand({ RequestItems: { [tables.users]: { Keys: keys.map(key) } } }),
        );
      await expect(get(['u1', 'u1'])).rejects.toMatchObject({
        name: 'ValidationException',
        message: 'Provided list of item keys contains duplicates',
      });
      await expect(
        get(Array.from({ length: 101 }, (_, index) => `u${index}`)),
      ).rejects.toMatchObject({ name: 'ValidationException' });
      const write = new BatchWriteItemCommand({
        RequestItems: {
          [tables.users]: [
            { PutRequest: { Item: key('u1') } },
            { DeleteRequest: { Key: key('u1') } },
          ],
        },
      });
      await expect(engine.client.send(write)).rejects.toMatchObject({
        message: 'Provided list of item keys contains duplicates',
      });
    });
  });

  it('a table describes itself', async () => {
    const { Table } = await engine.client.send(
      new DescribeTableCommand({ TableName: tables.users }),
    );
    expect(Table).toMatchObject({ TableName: tables.users, TableStatus: 'ACTIVE' });
    // dynalite says 0, as AWS does for hours.
    if (engine.name !== 'dynalite') expect(Table!.ItemCount).toBe(60);
  });
});
