import {
  BatchGetCommand,
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { refuseAtOnce } from '../../../lambdas/shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { ownUserKey } from '../../../lambdas/shared/own-user-key.ts';
import type { WriteUsers } from '../users/write-users.ts';

/** Of a project's users in the stack's own table. */
export type WriteUsersOf = (projectId: string) => WriteUsers;

/** Whether somebody of the project is registered under an ID, in the stack's own table. Strongly consistent. */
export type HasUser = (projectId: string, id: string) => Promise<boolean>;

/** Who of at most 100 distinct IDs of a project is registered, in the stack's own table. Strongly consistent. */
export type FindUsers = (
  projectId: string,
  ids: readonly string[],
) => Promise<{ registered: readonly string[]; unprocessed: readonly string[] }>;

const { sort } = tableKeys.users;
const userSchema = z.object({ [sort]: z.string() });
const idOf = (key: unknown): string => userSchema.parse(key)[sort];

export const createPutUsers =
  (dynamodb: DynamoDBDocumentClient, tableName: string): WriteUsersOf =>
  (projectId) =>
  async (ids) => {
    const puts = ids.map((id) => ({ PutRequest: { Item: ownUserKey(projectId, id) } }));
    const { UnprocessedItems } = await dynamodb.send(
      refuseAtOnce(new BatchWriteCommand({ RequestItems: { [tableName]: puts } })),
    );
    return (UnprocessedItems?.[tableName] ?? []).map(({ PutRequest }) => idOf(PutRequest?.Item));
  };

export const createDeleteUsers =
  (dynamodb: DynamoDBDocumentClient, tableName: string): WriteUsersOf =>
  (projectId) =>
  async (ids) => {
    const deletions = ids.map((id) => ({ DeleteRequest: { Key: ownUserKey(projectId, id) } }));
    const { UnprocessedItems } = await dynamodb.send(
      refuseAtOnce(new BatchWriteCommand({ RequestItems: { [tableName]: deletions } })),
    );
    return (UnprocessedItems?.[tableName] ?? []).map(({ DeleteRequest }) =>
      idOf(DeleteRequest?.Key),
    );
  };

export const createHasUser =
  (dynamodb: DynamoDBDocumentClient, tableName: string): HasUser =>
  async (projectId, id) => {
    const { Item } = await dynamodb.send(
      new GetCommand({
        TableName: tableName,
        Key: ownUserKey(projectId, id),
        ConsistentRead: true,
      }),
    );
    return Item !== undefined;
  };

export const createFindUsers =
  (dynamodb: DynamoDBDocumentClient, tableName: string): FindUsers =>
  async (projectId, ids) => {
    const { Responses, UnprocessedKeys } = await dynamodb.send(
      refuseAtOnce(
        new BatchGetCommand({
          RequestItems: {
            [tableName]: {
              Keys: ids.map((id) => ownUserKey(projectId, id)),
              ProjectionExpression: '#id',
              ExpressionAttributeNames: { '#id': sort },
              ConsistentRead: true,
            },
          },
        }),
      ),
    );
    return {
      registered: (Responses?.[tableName] ?? []).map(idOf),
      unprocessed: (UnprocessedKeys?.[tableName]?.Keys ?? []).map(idOf),
    };
  };
