import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { refuseAtOnce } from '../../../lambdas/shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import type { WriteUserKeys } from '../write-user-keys.ts';

const attribute = tableKeys.users.partition;

const userSchema = z.object({ [attribute]: z.string() });

export const createPutUserKeys =
  (dynamodb: DynamoDBDocumentClient, tableName: string): WriteUserKeys =>
  async (keys) => {
    const answer = await dynamodb.send(
      refuseAtOnce(
        new BatchWriteCommand({
          RequestItems: {
            [tableName]: keys.map((key) => ({ PutRequest: { Item: { [attribute]: key } } })),
          },
        }),
      ),
    );
    return (answer.UnprocessedItems?.[tableName] ?? []).map(
      ({ PutRequest }) => userSchema.parse(PutRequest?.Item)[attribute],
    );
  };

/** Whether somebody is registered under a key. */
export const createHasUserKey =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ((key: string) => Promise<boolean>) =>
  async (key) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { [attribute]: key } }),
    );
    return Item !== undefined;
  };

export const createDeleteUserKeys =
  (dynamodb: DynamoDBDocumentClient, tableName: string): WriteUserKeys =>
  async (keys) => {
    const answer = await dynamodb.send(
      refuseAtOnce(
        new BatchWriteCommand({
          RequestItems: {
            [tableName]: keys.map((key) => ({ DeleteRequest: { Key: { [attribute]: key } } })),
          },
        }),
      ),
    );
    return (answer.UnprocessedItems?.[tableName] ?? []).map(
      ({ DeleteRequest }) => userSchema.parse(DeleteRequest?.Key)[attribute],
    );
  };
