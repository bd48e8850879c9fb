import { z } from 'zod';
import type { Throttle } from '../../../local/throttling/throttle.ts';
import type { Throttling } from '../../../local/throttling/throttling.ts';
import { type Item, itemSchema } from '../attribute-values.ts';
import { type Meter, readUnits } from '../meter.ts';
import { createBatchGet, type Projected } from './batch-get.ts';
import { createDescribeTable } from './describe-table.ts';
import { createRenderPage, type RenderedAttribute } from './render-page.ts';
import { assertTaken, type Operation, type Reply, ValidationError } from './table.ts';

/** A table of users that is generated, not stored. Its items are the indexes below their number, and lie in that order. */
export interface GeneratedUsersOptions {
  name: string;
  items: number;
  /** of one item, with the attributes that no projection asks for */
  itemBytes: number;
  /** tells those apart who are found by one partition key, or in one segment */
  attribute: RenderedAttribute;
  /** @returns undefined: nobody has that key. @throws ValidationError */
  find: (key: Item) => number | undefined;
  /** Where a key lies, in [0, 1). @param index of its item, if there is one */
  placeOf: (key: Item, index: number | undefined) => number;
}

/** One of the equal parts that all items lie in: a shard, or a segment. */
export interface Part {
  number: number;
  of: number;
  placeOf: (index: number) => number;
  keyOf: (index: number) => Item;
}

export interface GeneratedUsers {
  /** A page of one part, as Query and Scan give it. */
  readPage: (request: PageRequest, part: Part) => Reply;
  batchGet: Operation;
  describe: Operation;
}

const projection = {
  ProjectionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ConsistentRead: z.boolean().default(false),
};
const consumedCapacity = { ReturnConsumedCapacity: z.string().default('NONE') };

/** What Query and Scan have in common. */
export const pageRequestSchema = z.object({
  ...projection,
  ...consumedCapacity,
  ExclusiveStartKey: itemSchema.optional(),
  Limit: z.number().default(Infinity),
});
export type PageRequest = z.infer<typeof pageRequestSchema>;

/** A page ends at 1 MB of items, as they are stored. */
const pageBytes = 2 ** 20;

/**
 * Answers what the keys alone can answer. Pages lie in memory once they were rendered, because rendering takes longer than
 * sending.
 */
export const createGeneratedUsers = (
  { name, items, itemBytes, attribute, find, placeOf }: GeneratedUsersOptions,
  meter: Meter,
  throttling?: Throttling,
): GeneratedUsers => {
  const usersPerPage = Math.floor(pageBytes / itemBytes);
  const pages = Math.ceil(items / usersPerPage);
  const throttle = (): Throttle | undefined => throttling?.of({ table: name });
  const renderPage = createRenderPage(attribute, usersPerPage);

  const assertKeysOnly = ({
    ProjectionExpression: projected = '',
    ExpressionAttributeNames: names,
  }: Projected): void => {
    if ((names[projected] ?? projected) !== attribute.name)
      throw new ValidationError('The loopback table answers for its IDs alone');
  };

  const readPage = (request: PageRequest, part: Part): Reply => {
    assertKeysOnly(request);
    const { ExclusiveStartKey, Limit } = request;
    const boundary = (before: number): number =>
      Math.min(items, Math.floor((pages * before) / part.of) * usersPerPage);
    const start = ExclusiveStartKey ? find(ExclusiveStartKey) : boundary(part.number) - 1;
    if (start === undefined) throw new ValidationError('The provided starting key is invalid');
    const from = start + 1;
    const pageEnd = (Math.floor(from / usersPerPage) + 1) * usersPerPage;
    const end = boundary(part.number + 1);
    const to = Math.max(from, Math.min(end, pageEnd, from + Limit));
    const place = part.placeOf(from);
    assertTaken(throttle()?.refuse('read', place));
    const units = meter.read(readUnits((to - from) * itemBytes, request.ConsistentRead));
    throttle()?.charge('read', place, units);
    return renderPage({
      from,
      to,
      ...(request.ReturnConsumedCapacity !== 'NONE' && {
        consumed: { TableName: name, CapacityUnits: units },
      }),
      ...(to < end && { lastKey: part.keyOf(to - 1) }),
    });
  };

  const batchGet = createBatchGet<number | undefined>(
    {
      name,
      find,
      placeOf,
      check: assertKeysOnly,
      bytesOf: (user) => (user === undefined ? 0 : itemBytes),
      answer: (_, key) => {
        const value = key[attribute.name];
        return value ? { [attribute.name]: value } : {};
      },
    },
    meter,
    throttle,
  );

  return {
    readPage,
    batchGet,
    describe: createDescribeTable(name, () => ({ items, bytes: items * itemBytes })),
  };
};
