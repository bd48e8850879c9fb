import { z } from 'zod';
import { type Item, itemSchema } from '../attribute-values.ts';
import { idOf, indexOfId } from '../data/user-ids.ts';
import { type Meter, readUnits } from '../meter.ts';
import { createDescribeTable } from './describe-table.ts';
import { createRenderPage } from './render-page.ts';
import { jsonReply, type Reply, type Table, ValidationError } from './table.ts';

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
export const createUsersTable = (options: UsersTableOptions, meter: Meter): Table => {
  const { name, keyName, keyPrefix, users, itemBytes } = options;
  const usersPerPage = Math.floor(pageBytes / itemBytes);
  const pages = Math.ceil(users / usersPerPage);
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
    const units = meter.read(readUnits((to - from) * itemBytes, request.ConsistentRead));
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
    const found = Keys.filter((key) => findUser(key) !== undefined);
    const units = meter.read(
      found.length * readUnits(itemBytes, ConsistentRead) +
        (Keys.length - found.length) * readUnits(0, ConsistentRead),
    );
    return jsonReply({
      Responses: { [name]: found },
      UnprocessedKeys: {},
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
