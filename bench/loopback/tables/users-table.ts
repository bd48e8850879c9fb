import { z } from 'zod';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { userShardKey, userShards } from '../../../lambdas/shared/own-user-key.ts';
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
  /** whose users they are */
  projectId: string;
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

const querySchema = z.object({
  ...projection,
  ...consumedCapacity,
  KeyConditionExpression: z.literal('#shard = :shard'),
  ExpressionAttributeValues: z.object({ ':shard': z.object({ S: z.string() }) }),
  ExclusiveStartKey: itemSchema.optional(),
  Limit: z.number().default(Infinity),
});

const batchGetSchema = z.object({
  ...consumedCapacity,
  RequestItems: z.record(z.string(), z.object({ ...projection, Keys: z.array(itemSchema) })),
});

/** A page ends at 1 MB of items, as they are stored. */
const pageBytes = 2 ** 20;

const { partition, sort } = tableKeys.users;

/**
 * A users table of any size that is generated, not stored. Answers what the keys alone can answer. Pages lie in
 * memory once they were rendered, because rendering takes longer than sending. Which shard a Query finds a user in is not by
 * the hash of the ID: hashing 20 million of them takes longer than the import. Each lies in one of them all the same.
 */
export const createUsersTable = (
  options: UsersTableOptions,
  meter: Meter,
  throttling?: Throttling,
): Table => {
  const { name, projectId, users, itemBytes } = options;
  const usersPerPage = Math.floor(pageBytes / itemBytes);
  const pages = Math.ceil(users / usersPerPage);
  const throttle = (): Throttle | undefined => throttling?.of({ table: name });
  const renderPage = createRenderPage(sort, usersPerPage);
  const shards = Array.from({ length: userShards }, (_, shard) => userShardKey(projectId, shard));

  const findUser = (key: Item): number | undefined => {
    const [shard, id] = [key[partition], key[sort]];
    if (!shard || !('S' in shard) || !id || !('S' in id))
      throw new ValidationError('The provided key does not fit');
    const index = shards.includes(shard.S) ? indexOfId(id.S) : undefined;
    return index !== undefined && index < users ? index : undefined;
  };
  const assertKeysOnly = (projected: z.infer<typeof querySchema> | BatchOfKeys): void => {
    const { ProjectionExpression, ExpressionAttributeNames } = projected;
    if ((ExpressionAttributeNames[ProjectionExpression] ?? ProjectionExpression) !== sort)
      throw new ValidationError('The loopback table answers for its IDs alone');
  };

  const query = (body: unknown): Reply => {
    const request = querySchema.parse(body);
    assertKeysOnly(request);
    const { ExpressionAttributeValues, ExclusiveStartKey, Limit } = request;
    const queried = ExpressionAttributeValues[':shard'];
    const shard = shards.indexOf(queried.S);
    if (shard === -1) throw new ValidationError(`The loopback table has no ${queried.S}`);
    const boundary = (before: number): number =>
      Math.min(users, Math.floor((pages * before) / userShards) * usersPerPage);
    const start = ExclusiveStartKey ? findUser(ExclusiveStartKey) : boundary(shard) - 1;
    if (start === undefined) throw new ValidationError('The provided starting key is invalid');
    const from = start + 1;
    const pageEnd = (Math.floor(from / usersPerPage) + 1) * usersPerPage;
    const end = boundary(shard + 1);
    const to = Math.max(from, Math.min(end, pageEnd, from + Limit));
    const place = placeOf(queried);
    assertTaken(throttle()?.refuse('read', place));
    const units = meter.read(readUnits((to - from) * itemBytes, request.ConsistentRead));
    throttle()?.charge('read', place, units);
    return renderPage({
      from,
      to,
      ...(request.ReturnConsumedCapacity !== 'NONE' && {
        consumed: { TableName: name, CapacityUnits: units },
      }),
      ...(to < end && { lastKey: { [partition]: queried, [sort]: { S: idOf(to - 1) } } }),
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
      const place = placeOf(key[partition]);
      const refusal = throttle()?.refuse('read', place);
      if (refusal) {
        refused ??= refusal;
        left.push(key);
        continue;
      }
      const used = readUnits(user === undefined ? 0 : itemBytes, ConsistentRead);
      throttle()?.charge('read', place, used);
      units += used;
      if (user !== undefined && key[sort]) found.push({ [sort]: key[sort] });
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
      ['Query', query],
      ['BatchGetItem', batchGet],
      [
        'DescribeTable',
        createDescribeTable(name, () => ({ items: users, bytes: users * itemBytes })),
      ],
    ]),
  };
};

type BatchOfKeys = z.infer<typeof batchGetSchema>['RequestItems'][string];
