import { z } from 'zod';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { userShardKey, userShards } from '../../../lambdas/shared/own-user-key.ts';
import { placeOf } from '../../../local/throttling/place.ts';
import type { Throttling } from '../../../local/throttling/throttling.ts';
import type { Item } from '../attribute-values.ts';
import { idLength, idOf, indexOfId, writeId } from '../data/user-ids.ts';
import type { Meter } from '../meter.ts';
import { createGeneratedUsers, pageRequestSchema } from './generated-users.ts';
import { type Reply, type Table, ValidationError } from './table.ts';

export interface UsersTableOptions {
  name: string;
  /** whose users they are */
  projectId: string;
  /** users are the indexes below it */
  users: number;
  /** of one item, with the attributes that no projection asks for */
  itemBytes: number;
}

const querySchema = pageRequestSchema.extend({
  KeyConditionExpression: z.literal('#shard = :shard'),
  ExpressionAttributeValues: z.object({ ':shard': z.object({ S: z.string() }) }),
});

const { partition, sort } = tableKeys.users;

/**
 * The stack's users table, of any size. Which shard a Query finds a user in is not by the hash of the ID: hashing 20 million of
 * them takes longer than the import. Each lies in one of them all the same.
 */
export const createUsersTable = (
  { name, projectId, users, itemBytes }: UsersTableOptions,
  meter: Meter,
  throttling?: Throttling,
): Table => {
  const shards = Array.from({ length: userShards }, (_, shard) => userShardKey(projectId, shard));

  const find = (key: Item): number | undefined => {
    const [shard, id] = [key[partition], key[sort]];
    if (!shard || !('S' in shard) || !id || !('S' in id))
      throw new ValidationError('The provided key does not fit');
    const index = shards.includes(shard.S) ? indexOfId(id.S) : undefined;
    return index !== undefined && index < users ? index : undefined;
  };
  const { readPage, batchGet, describe } = createGeneratedUsers(
    {
      name,
      items: users,
      itemBytes,
      find,
      attribute: { name: sort, length: idLength, write: writeId },
      placeOf: (key) => placeOf(key[partition]),
    },
    meter,
    throttling,
  );

  const query = (body: unknown): Reply => {
    const request = querySchema.parse(body);
    const queried = request.ExpressionAttributeValues[':shard'];
    const shard = shards.indexOf(queried.S);
    if (shard === -1) throw new ValidationError(`The loopback table has no ${queried.S}`);
    return readPage(request, {
      number: shard,
      of: userShards,
      placeOf: () => placeOf(queried),
      keyOf: (index) => ({ [partition]: queried, [sort]: { S: idOf(index) } }),
    });
  };

  return {
    name,
    operations: new Map([
      ['Query', query],
      ['BatchGetItem', batchGet],
      ['DescribeTable', describe],
    ]),
  };
};
