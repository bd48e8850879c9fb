import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { refuseAtOnce } from '../../../lambdas/shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { ownUserKey } from '../../../lambdas/shared/own-user-key.ts';
import type { WriteUsers } from '../write-users.ts';

/** Of a project's users in the stack's own table. */
export type WriteUsersOf = (projectId: string) => WriteUsers;

/** Whether somebody of the project is registered under an ID, in the stack's own table. */
export type HasUser = (projectId: string, id: string) => Promise<boolean>;

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
      new GetCommand({ TableName: tableName, Key: ownUserKey(projectId, id) }),
    );
    return Item !== undefined;
  };
