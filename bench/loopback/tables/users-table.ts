import { z } from 'zod';
import { placeOf } from '../../../local/throttling/place.ts';
import type { Refusal } from '../../../local/throttling/refusal.ts';
import type { Throttle } from '../../../local/throttling/throttle.ts';
import type { Throttling } from '../../../local/throttling/throttling.ts';
import { type Item, itemSchema } from '../attribute-values.ts';
import { idOf, indexOfId } from '../data/user-ids.ts';
import { type Meter, readUnits } from '../meter.ts';
import { createDescribeTable } from './describe-table.ts';
import { createRenderPage } from './render-page.ts';
import { assertTaken, jsonReply, type Reply, type Table, ValidationError } from './table.ts';

export interface UsersTableOptions {
  name: string;
  keyName: string;
  /** in front of each ID */
  keyPrefix: string;
  /** users are the indexes below it */
  users: number;
  /** of one item, with the attributes that no projection asks for */
  itemBytes: number;
}

const projection = {
  ProjectionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ConsistentRead: z.boolean().default(false),
};
const consumedCapacity = { ReturnConsumedCapacity: z.string().default('NONE') };

const scanSchema = z.object({
  ...projection,
  ...consumedCapacity,
  Segment: z.number().default(0),
  TotalSegments: z.number().default(1),
  ExclusiveStartKey: itemSchema.optional(),
  Limit: z.number().default(Infinity),
});

const batchGetSchema = z.object({
  ...consumedCapacity,
  RequestItems: z.record(z.string(), z.object({ ...projection, Keys: z.array(itemSchema) })),
});

/** A page ends at 1 MB of items, as they are stored. */
const pageBytes = 2 ** 20;

/**
 * A users table of any size that is generated, not stored. Answers what the keys alone can answer. Pages lie in
 * memory once they were rendered, because rendering takes longer than sending.
 */
export const createUsersTable = (
  options: UsersTableOptions,
  meter: Meter,
  throttling?: Throttling,
): Table => {
  const { name, keyName, keyPrefix, users, itemBytes } = options;
  const usersPerPage = Math.floor(pageBytes / itemBytes);
  const pages = Math.ceil(users / usersPerPage);
  const throttle = (): Throttle | undefined => throttling?.of({ table: name });
  /** Pages follow each other in the order of the index, so keys do. */
  const placeOfUser = (index: number): number => Math.min(index / users, 1 - 2 ** -32);
  const renderPage = createRenderPage(keyName, keyPrefix, usersPerPage);

  const keyOf = (index: number): Item => ({ [keyName]: { S: keyPrefix + idOf(index) } });
  const findUser = (key: Item): number | undefined => {
    const value = key[keyName];
    if (!value || !('S' in value)) throw new ValidationError('The provided key does not fit');
    const { S } = value;
    const index = S.startsWith(keyPrefix) ? indexOfId(S.slice(keyPrefix.length)) : undefined;
    return index !== undefined && index < users ? index : undefined;
  };
  const assertKeysOnly = (projected: z.infer<typeof scanSchema> | BatchOfKeys): void => {
    const { ProjectionExpression, ExpressionAttributeNames } = projected;
    if ((ExpressionAttributeNames[ProjectionExpression] ?? ProjectionExpression) !== keyName)
      throw new ValidationError('The loopback table answers for its keys alone');
  };

  const scan = (body: unknown): Reply => {
    const request = scanSchema.parse(body);
    assertKeysOnly(request);
    const { Segment, TotalSegments, ExclusiveStartKey, Limit } = request;
    const boundary = (segment: number): number =>
      Math.min(users, Math.floor((pages * segment) / TotalSegments) * usersPerPage);
    const start = ExclusiveStartKey ? findUser(ExclusiveStartKey) : boundary(Segment) - 1;
    if (start === undefined) throw new ValidationError('The provided starting key is invalid');
    const from = start + 1;
    const pageEnd = (Math.floor(from / usersPerPage) + 1) * usersPerPage;
    const end = boundary(Segment + 1);
    const to = Math.max(from, Math.min(end, pageEnd, from + Limit));
    const place = placeOfUser(from);
    assertTaken(throttle()?.refuse('read', place));
    const units = meter.read(readUnits((to - from) * itemBytes, request.ConsistentRead));
    throttle()?.charge('read', place, units);
    return renderPage({
      from,
      to,
      ...(request.ReturnConsumedCapacity !== 'NONE' && {
        consumed: { TableName: name, CapacityUnits: units },
      }),
      ...(to < end && { lastKey: keyOf(to - 1) }),
    });
  };

  const batchGet = (body: unknown): Reply => {
    const { RequestItems, ReturnConsumedCapacity } = batchGetSchema.parse(body);
    const request = RequestItems[name];
    if (!request) throw new ValidationError('Requests for several tables are not understood');
    assertKeysOnly(request);
    const { Keys, ConsistentRead } = request;
    const found: Item[] = [];
    const left: Item[] = [];
    let refused: Refusal | undefined;
    let units = 0;
    for (const key of Keys) {
      const user = findUser(key);
      const place = user === undefined ? placeOf(key[keyName]) : placeOfUser(user);
      const refusal = throttle()?.refuse('read', place);
      if (refusal) {
        refused ??= refusal;
        left.push(key);
        continue;
      }
      const used = readUnits(user === undefined ? 0 : itemBytes, ConsistentRead);
      throttle()?.charge('read', place, used);
      units += used;
      if (user !== undefined) found.push(key);
    }
    if (left.length === Keys.length) assertTaken(refused);
    meter.read(units);
    return jsonReply({
      Responses: { [name]: found },
      UnprocessedKeys: left.length === 0 ? {} : { [name]: { ...request, Keys: left } },
      ...(ReturnConsumedCapacity !== 'NONE' && {
        ConsumedCapacity: [{ TableName: name, CapacityUnits: units }],
      }),
    });
  };

  return {
    name,
    operations: new Map([
      ['Scan', scan],
      ['BatchGetItem', batchGet],
      [
        'DescribeTable',
        createDescribeTable(name, () => ({ items: users, bytes: users * itemBytes })),
      ],
    ]),
  };
};

type BatchOfKeys = z.infer<typeof batchGetSchema>['RequestItems'][string];
