import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  DeleteCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnEngines, type Engine } from './dynamodb-engines.ts';
import { createTables, tables } from './dynamodb-tables.ts';

type Item = Record<string, unknown>;

/** A condition that each of these items fulfils, and each of those does not. */
interface Rule {
  condition: string;
  values?: Item;
  fulfilled: readonly Item[];
  unfulfilled: readonly Item[];
}

const rules: readonly Rule[] = [
  { condition: 'attribute_exists(a)', fulfilled: [{ a: 1 }, { a: null }], unfulfilled: [{}] },
  {
    condition: 'attribute_not_exists(a.b)',
    fulfilled: [{}, { a: 1 }, { a: {} }],
    unfulfilled: [{ a: { b: 0 } }],
  },
  {
    condition: 'a = :v',
    values: { ':v': 1 },
    fulfilled: [{ a: 1 }],
    unfulfilled: [{}, { a: 2 }, { a: '1' }],
  },
  // What is missing is unequal to everything: a condition on an outcome's ETag holds where there is no outcome.
  {
    condition: 'a <> :v',
    values: { ':v': 1 },
    fulfilled: [{}, { a: 2 }, { a: '1' }],
    unfulfilled: [{ a: 1 }],
  },
  {
    condition: 'a.b <> :v',
    values: { ':v': 1 },
    fulfilled: [{}, { a: 1 }, { a: {} }],
    unfulfilled: [{ a: { b: 1 } }],
  },
  {
    condition: 'a < :v',
    values: { ':v': 10 },
    fulfilled: [{ a: 9 }],
    unfulfilled: [{}, { a: 10 }, { a: '1' }],
  },
  {
    condition: 'a <= :v',
    values: { ':v': 'b' },
    fulfilled: [{ a: 'a' }, { a: 'b' }],
    unfulfilled: [{}, { a: 'ba' }, { a: 1 }],
  },
  {
    condition: 'a >= b',
    fulfilled: [
      { a: 2, b: 2 },
      { a: 3, b: 2 },
    ],
    unfulfilled: [{ a: 2 }, { b: 2 }, { a: 1, b: 2 }],
  },
  {
    condition: 'a BETWEEN :v AND :w',
    values: { ':v': 2, ':w': 4 },
    fulfilled: [{ a: 2 }, { a: 4 }],
    unfulfilled: [{}, { a: 1 }, { a: 5 }, { a: '3' }],
  },
  {
    condition: 'a IN (:v, :w)',
    values: { ':v': 1, ':w': 'x' },
    fulfilled: [{ a: 1 }, { a: 'x' }],
    unfulfilled: [{}, { a: 2 }],
  },
  {
    condition: 'size(a) < :v',
    values: { ':v': 2 },
    fulfilled: [{ a: {} }, { a: { b: 1 } }, { a: [1] }, { a: 'x' }],
    unfulfilled: [{}, { a: 1 }, { a: { b: 1, c: 1 } }],
  },
  {
    condition: 'size(a) < b',
    fulfilled: [{ a: { x: 1 }, b: 2 }],
    unfulfilled: [{ a: { x: 1 }, b: 1 }, { b: 1 }, { a: {} }],
  },
  {
    condition: 'begins_with(a, :v)',
    values: { ':v': 'ab' },
    fulfilled: [{ a: 'ab' }, { a: 'abc' }],
    unfulfilled: [{}, { a: 'a' }, { a: 1 }],
  },
  {
    condition: 'contains(a, :v)',
    values: { ':v': 'b' },
    fulfilled: [{ a: 'abc' }, { a: ['b'] }, { a: new Set(['b']) }],
    unfulfilled: [{}, { a: 'c' }, { a: ['bb'] }],
  },
  {
    condition: 'attribute_type(a, :v)',
    values: { ':v': 'M' },
    fulfilled: [{ a: {} }],
    unfulfilled: [{}, { a: [] }],
  },
  {
    condition: 'a[1].b = :v',
    values: { ':v': true },
    fulfilled: [{ a: [0, { b: true }] }],
    unfulfilled: [{}, { a: [{ b: true }] }, { a: {} }],
  },
  {
    condition: 'NOT a = :v',
    values: { ':v': 1 },
    fulfilled: [{}, { a: 2 }],
    unfulfilled: [{ a: 1 }],
  },
  // AND binds more tightly than OR.
  {
    condition: 'attribute_exists(a) OR attribute_exists(b) AND attribute_exists(c)',
    fulfilled: [{ a: 1 }, { b: 1, c: 1 }],
    unfulfilled: [{ b: 1 }, { c: 1 }],
  },
  {
    condition: '(attribute_exists(a) OR attribute_exists(b)) and attribute_exists(c)',
    fulfilled: [{ a: 1, c: 1 }],
    unfulfilled: [{ a: 1 }, { c: 1 }],
  },
  {
    condition: 'NOT (attribute_exists(a) AND attribute_exists(b))',
    fulfilled: [{}, { a: 1 }],
    unfulfilled: [{ a: 1, b: 1 }],
  },
  {
    condition: 'a = :v',
    values: { ':v': new Set(['x', 'y']) },
    fulfilled: [{ a: new Set(['y', 'x']) }],
    unfulfilled: [{ a: new Set(['x']) }],
  },
  {
    condition: 'a = :v',
    values: { ':v': 0.1 },
    fulfilled: [{ a: 0.1 }],
    unfulfilled: [{ a: 0.10000001 }],
  },
];

describeOnEngines((start) => {
  let engine: Engine;
  let document: DynamoDBDocumentClient;
  let files = 0;

  beforeAll(async () => {
    engine = await start();
    document = DynamoDBDocumentClient.from(engine.client);
    await createTables(engine.client);
  });
  afterAll(() => engine.stop());

  /** An item of its own, if it is to be there, and what can be done with it. */
  const arrange = async (attributes?: Item) => {
    files += 1;
    const of = { TableName: tables.lists, Key: { projectId: 'o', fileName: `${files}.csv` } };
    if (attributes)
      await document.send(new PutCommand({ ...of, Item: { ...of.Key, ...attributes } }));
    return {
      of,
      update: (UpdateExpression: string, more: Partial<UpdateCommandInput> = {}) =>
        document.send(new UpdateCommand({ ...of, UpdateExpression, ...more })),
      /** without its key */
      read: async () => {
        const { Item: item } = await document.send(new GetCommand({ ...of, ConsistentRead: true }));
        if (!item) return undefined;
        const isKey = (name: string): boolean => Object.hasOwn(of.Key, name);
        return Object.fromEntries(Object.entries(item).filter(([name]) => !isKey(name)));
      },
    };
  };

  describe('a condition', () => {
    it.each(rules)('$condition', async ({ condition, values, fulfilled, unfulfilled }) => {
      const holdsFor = async (item: Item): Promise<boolean> => {
        const { update } = await arrange(item);
        try {
          await update('SET done = :done', {
            ConditionExpression: condition,
            ExpressionAttributeValues: { ':done': true, ...values },
          });
          return true;
        } catch (error) {
          expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' });
          return false;
        }
      };
      for (const item of fulfilled) expect([item, await holdsFor(item)]).toEqual([item, true]);
      for (const item of unfulfilled) expect([item, await holdsFor(item)]).toEqual([item, false]);
    });

    it('compares strings by their UTF-8 bytes, except on dynalite, which looks at UTF-16', async () => {
      const { update } = await arrange({ a: '😀' });
      const updated = update('SET done = :done', {
        ConditionExpression: 'a > :v',
        ExpressionAttributeValues: { ':done': true, ':v': 'ｚ' },
      });
      if (engine.name === 'dynalite')
        await expect(updated).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      else await updated;
    });

    it('compares maps as they are, except on dynalite, where no two are equal', async () => {
      const { update } = await arrange({ a: { b: 1 } });
      const updated = update('SET done = :done', {
        ConditionExpression: 'a = :v',
        ExpressionAttributeValues: { ':done': true, ':v': { b: 1 } },
      });
      if (engine.name === 'dynalite')
        await expect(updated).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      else await updated;
    });

    it('that fails leaves everything as it was, whatever is written', async () => {
      const { of, read, update } = await arrange({ a: 1 });
      const failing = { ConditionExpression: 'attribute_not_exists(a)' };
      const failed = { name: 'ConditionalCheckFailedException' };
      await expect(update('REMOVE a', failing)).rejects.toMatchObject(failed);
      await expect(
        document.send(new PutCommand({ ...of, Item: { ...of.Key, a: 2 }, ...failing })),
      ).rejects.toMatchObject(failed);
      await expect(document.send(new DeleteCommand({ ...of, ...failing }))).rejects.toMatchObject(
        failed,
      );
      expect(await read()).toEqual({ a: 1 });
    });

    it('that fails can show the item, except on dynalite', async () => {
      const { update } = await arrange({ a: 1 });
      const error: unknown = await update('SET b = :b', {
        ConditionExpression: 'attribute_not_exists(a)',
        ExpressionAttributeValues: { ':b': 1 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }).catch((caught: unknown) => caught);
      if (engine.name !== 'dynalite') expect(error).toMatchObject({ Item: { a: { N: '1' } } });
    });
  });

  describe('an update', () => {
    it('creates what is not there', async () => {
      const { update, read } = await arrange();
      await update('SET a = :v', { ExpressionAttributeValues: { ':v': 'x' } });
      expect(await read()).toEqual({ a: 'x' });
    });

    it('reads every operand from the item as it was', async () => {
      const { update, read } = await arrange({ a: 1, b: 2 });
      await update('SET a = b, b = a, c = a + b, d = b - :v REMOVE e', {
        ExpressionAttributeValues: { ':v': 5 },
      });
      expect(await read()).toEqual({ a: 2, b: 1, c: 3, d: -3 });
    });

    it('gives a value only where there is none', async () => {
      const { update, read } = await arrange({ a: 1 });
      await update(
        'SET a = if_not_exists(a, :v), b = if_not_exists(b, :v), c = if_not_exists(x, a) + :v',
        {
          ExpressionAttributeValues: { ':v': 7 },
        },
      );
      expect(await read()).toEqual({ a: 1, b: 7, c: 8 });
    });

    it('goes below maps and lists', async () => {
      const { update, read } = await arrange({ m: { x: { y: 1, z: 2 } }, l: [1, 2, 3] });
      await update('SET #m.#x.#n = :v, l[1] = :v, l[9] = :v REMOVE #m.#x.y, l[0], m.absent', {
        ExpressionAttributeNames: { '#m': 'm', '#x': 'x', '#n': '7.5 #' },
        ExpressionAttributeValues: { ':v': 'new' },
      });
      expect(await read()).toEqual({ m: { x: { z: 2, '7.5 #': 'new' } }, l: ['new', 3, 'new'] });
    });

    it('appends to lists', async () => {
      const { update, read } = await arrange({ l: [1] });
      await update('SET l = list_append(l, :v), k = list_append(if_not_exists(k, :none), :v)', {
        ExpressionAttributeValues: { ':v': [2], ':none': [] },
      });
      expect(await read()).toEqual({ l: [1, 2], k: [2] });
    });

    it('counts exactly', async () => {
      const { update, of } = await arrange();
      const big = '12345678901234567890123456789012345678';
      await engine.client.send(
        new PutItemCommand({
          TableName: tables.lists,
          Item: {
            projectId: { S: 'o' },
            fileName: { S: of.Key.fileName },
            a: { N: big },
            b: { N: '-1.50E2' },
          },
        }),
      );
      await update('SET a = a + :one, c = b - :tenth', {
        ExpressionAttributeValues: { ':one': 1, ':tenth': 0.1 },
      });
      const { Item: item } = await engine.client.send(
        new GetItemCommand({
          TableName: tables.lists,
          Key: { projectId: { S: 'o' }, fileName: { S: of.Key.fileName } },
        }),
      );
      expect(item).toMatchObject({
        a: { N: '12345678901234567890123456789012345679' },
        b: { N: '-150' },
        c: { N: '-150.1' },
      });
    });

    it.each([
      ['NONE', undefined],
      ['ALL_OLD', { a: { b: 1, c: 1 }, d: 1 }],
      ['ALL_NEW', { a: { b: 2, c: 1 }, d: 1 }],
      ['UPDATED_OLD', { a: { b: 1 } }],
      ['UPDATED_NEW', { a: { b: 2 } }],
    ] as const)('returns %s', async (ReturnValues, expected) => {
      const { update } = await arrange({ a: { b: 1, c: 1 }, d: 1 });
      const { Attributes } = await update('SET a.b = :v', {
        ExpressionAttributeValues: { ':v': 2 },
        ReturnValues,
      });
      if (expected === undefined) expect(Attributes).toBeUndefined();
      else expect(Attributes).toMatchObject(expected);
    });
  });

  it('of many updates at once, each sees what the others left', async () => {
    const { update, read } = await arrange({ slots: {}, n: 0 });
    const takes = Array.from({ length: 20 }, (_, index) =>
      update('SET slots.#s = :v, n = n + :v', {
        ConditionExpression: 'size(slots) < :limit',
        ExpressionAttributeNames: { '#s': `s${index}` },
        ExpressionAttributeValues: { ':v': 1, ':limit': 7 },
      }).then(
        () => true,
        () => false,
      ),
    );
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(7);
    expect(await read()).toMatchObject({ n: 7 });
  });

  it('an item that was removed is gone; removing it again does nothing', async () => {
    const { of, read } = await arrange({ a: 1 });
    const remove = () => document.send(new DeleteCommand({ ...of, ReturnValues: 'ALL_OLD' }));
    expect((await remove()).Attributes).toMatchObject({ a: 1 });
    expect((await remove()).Attributes).toBeUndefined();
    expect(await read()).toBeUndefined();
  });

  it('an item of more than 400 KB is refused, however it would become one', async () => {
    const { of, update, read } = await arrange({ a: 'x'.repeat(300 * 1024) });
    const tooLarge = { name: 'ValidationException', message: expect.stringContaining('exceeded') };
    await expect(
      update('SET b = :v', { ExpressionAttributeValues: { ':v': 'x'.repeat(101 * 1024) } }),
    ).rejects.toMatchObject(tooLarge);
    await expect(
      document.send(new PutCommand({ ...of, Item: { ...of.Key, a: 'x'.repeat(400 * 1024) } })),
    ).rejects.toMatchObject(tooLarge);
    expect(Object.keys((await read())!)).toEqual(['a']);
  });
});
