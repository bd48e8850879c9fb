import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Engine, startDynalite, startInMemory } from './dynamodb-engines.ts';
import { createTables, tables } from './dynamodb-tables.ts';

/** A few paths, so that updates and conditions meet each other; `m.x` may be a map or not be there. */
const paths = fc.constantFrom('a', 'b', 'm', 'm.x', 'm.y', 'm.x.z');

/** What the expressions can refer to; a request carries those that it uses. */
const numbers = { ':n0': 0, ':n1': 1, ':n2': 2, ':n3': 3, ':negative': -1.5 };
const scalars = { ...numbers, ':x': 'x', ':xy': 'xy', ':true': true };
const values = { ...scalars, ':none': {}, ':map': { x: 1 }, ':deep': { x: { z: 2 }, y: 'x' } };
const aNumber = fc.constantFrom(...Object.keys(numbers));
const aScalar = fc.constantFrom(...Object.keys(scalars));
const aValue = fc.constantFrom(...Object.keys(values));
const anOrdered = aScalar.filter((name) => name !== ':true');

const text = (template: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((chosen) => String.raw({ raw: template }, ...chosen));

/** Not `m` and `m.x`: dynalite puts the same object in both places, and hangs when one lies in the other. */
const sources = fc.constantFrom('a', 'b', 'm.y', 'm.x.z');

const operands = fc.oneof(
  aValue,
  sources,
  text`if_not_exists(${sources}, ${aValue})`,
  text`${sources} ${fc.constantFrom('+', '-')} ${aNumber}`,
  text`if_not_exists(${sources}, :n1) ${fc.constantFrom('+', '-')} ${aNumber}`,
);

/** What one update writes to; in the last case, paths may overlap. */
const targets = fc.oneof(
  fc.subarray(['a', 'b', 'm']),
  fc.subarray(['a', 'b', 'm.x', 'm.y']),
  fc.subarray(['a', 'm.x.z', 'm.y']),
  { weight: 1, arbitrary: fc.array(paths, { maxLength: 3 }) },
);

/** Each target with what it is set to; undefined: it is removed. */
const changes = targets.chain((chosen) =>
  fc.tuple(
    ...chosen.map((path) =>
      fc.tuple(fc.constant(path), fc.option(operands, { nil: undefined, freq: 3 })),
    ),
  ),
);

// Neither two maps, which dynalite never finds equal, nor the order of what has none, which it does not refuse.
const comparisons = fc.oneof(
  text`${paths} ${fc.constantFrom('=', '<>')} ${aScalar}`,
  text`${paths} ${fc.constantFrom('<', '<=', '>', '>=')} ${anOrdered}`,
  text`${fc.constantFrom('attribute_exists', 'attribute_not_exists')}(${paths})`,
  text`size(${paths}) ${fc.constantFrom('<', '=', '>=')} ${aNumber}`,
  text`begins_with(${paths}, ${fc.constantFrom(':x', ':xy')})`,
  text`${paths} IN (${aScalar}, ${aScalar})`,
  text`${paths} BETWEEN :n0 AND ${fc.constantFrom(':n1', ':n2')}`,
);

const { conditions } = fc.letrec<{ conditions: string; terms: string }>((tie) => ({
  terms: fc.oneof(
    { depthSize: 'small' },
    comparisons,
    text`(${tie('conditions')} ${fc.constantFrom('AND', 'OR')} ${tie('conditions')})`,
  ),
  conditions: fc.oneof(tie('terms'), text`NOT ${tie('terms')}`),
}));

const updates = fc.record({
  changes,
  condition: fc.option(conditions, { nil: undefined }),
  ReturnValues: fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'),
});

const toInput = ({
  changes: all,
  condition,
  ReturnValues,
}: Generated): Partial<UpdateCommandInput> => {
  const set = all.flatMap(([path, operand]) =>
    operand === undefined ? [] : [`${path} = ${operand}`],
  );
  const remove = all.flatMap(([path, operand]) => (operand === undefined ? [path] : []));
  const update = [
    ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
  ].join(' ');
  const used = new Set(`${update} ${condition ?? ''}`.match(/:\w+/g));
  return {
    ReturnValues,
    ...(update !== '' && { UpdateExpression: update }),
    ...(condition !== undefined && { ConditionExpression: condition }),
    ...(used.size > 0 && {
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(values).filter(([name]) => used.has(name)),
      ),
    }),
  };
};

const firstItems = fc.constantFrom(
  undefined,
  { a: 1, m: {} },
  { a: 'xy', b: 2, m: { x: { z: 3 }, y: true } },
  { b: {}, m: { x: 'x' } },
);
type Generated = typeof updates extends fc.Arbitrary<infer Update> ? Update : never;

describe('an update in memory and on dynalite', () => {
  let engines: (Engine & { document: DynamoDBDocumentClient })[];
  let items = 0;

  beforeAll(async () => {
    engines = [await startInMemory(), await startDynalite()].map((engine) => ({
      ...engine,
      document: DynamoDBDocumentClient.from(engine.client),
    }));
    for (const { client } of engines) await createTables(client);
  });
  afterAll(async () => {
    for (const { stop } of engines) await stop();
  });

  it('has the same answer, and leaves the same item', async () => {
    await fc.assert(
      fc.asyncProperty(
        firstItems,
        fc.array(updates, { minLength: 1, maxLength: 6 }),
        async (before, sequence) => {
          items += 1;
          const of = { TableName: tables.users, Key: { user: `u${items}` } };
          if (before)
            for (const { document } of engines)
              await document.send(new PutCommand({ ...of, Item: { ...of.Key, ...before } }));
          for (const generated of sequence) {
            const update = new UpdateCommand({ ...of, ...toInput(generated) });
            const [inMemory, onDynalite] = await Promise.all(
              engines.map(async ({ document }) => {
                const answer = await document.send(update).then(
                  ({ Attributes = {} }) => Attributes,
                  (error: unknown) => ({
                    name: (error as Error).name,
                    message: (error as Error).message,
                  }),
                );
                const { Item: item } = await document.send(
                  new GetCommand({ ...of, ConsistentRead: true }),
                );
                return { answer, item };
              }),
            );
            expect(inMemory).toEqual(onDynalite);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
