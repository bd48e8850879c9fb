import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { refuseAtOnce } from '../../../lambdas/shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { userShardKey } from '../../../lambdas/shared/own-user-key.ts';

/** A page of the users of one shard. */
export interface UsersPage<Users> {
  users: Users;
  /** behind the last one of the page; undefined at the shard's end */
  next: string | undefined;
  /** read units */
  units: number;
}

/**
 * A page of a project's users in the stack's own table, eventually consistent.
 *
 * @param after the ID behind which it begins
 */
export type ReadUsersPage<Users> = (
  projectId: string,
  shard: number,
  after: string | undefined,
  signal?: AbortSignal,
) => Promise<UsersPage<Users>>;

const { partition, sort } = tableKeys.users;
const itemSchema = z.object({ [sort]: z.object({ S: z.string() }) });
const idOf = (item: unknown): string => itemSchema.parse(item)[sort].S;

const queryOf = (projectId: string, shard: number, after: string | undefined) => {
  const key = { S: userShardKey(projectId, shard) };
  return {
    KeyConditionExpression: '#shard = :shard',
    ExpressionAttributeValues: { ':shard': key },
    ReturnConsumedCapacity: 'TOTAL' as const,
    ...(after !== undefined && {
      ExclusiveStartKey: { [partition]: key, [sort]: { S: after } },
    }),
  };
};

/** Their IDs. */
export const createReadUsers =
  (dynamodb: DynamoDBClient, TableName: string): ReadUsersPage<readonly string[]> =>
  async (projectId, shard, after, abortSignal) => {
    const command = new QueryCommand({
      TableName,
      ...queryOf(projectId, shard, after),
      ProjectionExpression: '#id',
      ExpressionAttributeNames: { '#shard': partition, '#id': sort },
    });
    const page = await dynamodb.send(refuseAtOnce(command), abortSignal && { abortSignal });
    return {
      users: (page.Items ?? []).map(idOf),
      next: page.LastEvaluatedKey && idOf(page.LastEvaluatedKey),
      units: page.ConsumedCapacity?.CapacityUnits ?? 0,
    };
  };

/** How many there are: it costs as much. */
export const createCountUsers =
  (dynamodb: DynamoDBClient, TableName: string): ReadUsersPage<number> =>
  async (projectId, shard, after, abortSignal) => {
    const command = new QueryCommand({
      TableName,
      ...queryOf(projectId, shard, after),
      Select: 'COUNT',
      ExpressionAttributeNames: { '#shard': partition },
    });
    const page = await dynamodb.send(refuseAtOnce(command), abortSignal && { abortSignal });
    return {
      users: page.Count ?? 0,
      next: page.LastEvaluatedKey && idOf(page.LastEvaluatedKey),
      units: page.ConsumedCapacity?.CapacityUnits ?? 0,
    };
  };
