import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { tableKeys } from '../../../../lambdas/shared/contract.ts';
import { userShardKey, userShards } from '../../../../lambdas/shared/own-user-key.ts';
import type { HasUsers } from '../../repair/ports.ts';

/** Looks until it finds somebody: half a read unit where there are many, 32 where there is nobody. */
export const createHasUsers =
  (dynamodb: DynamoDBDocumentClient, tableName: string): HasUsers =>
  async (projectId, abortSignal) => {
    for (let shard = 0; shard < userShards; shard += 1) {
      const { Items = [] } = await dynamodb.send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: '#shard = :shard',
          ExpressionAttributeNames: { '#shard': tableKeys.users.partition },
          ExpressionAttributeValues: { ':shard': userShardKey(projectId, shard) },
          Limit: 1,
        }),
        { abortSignal },
      );
      if (Items.length > 0) return true;
    }
    return false;
  };
