import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Unreached, unreachedKey, unreachedSchema } from '../domain/unreached.ts';
import { parseItem } from './parse-item.ts';

/** Strongly consistent. Of a project that never had an address refused it is empty. */
export type GetUnreached = (projectId: string) => Promise<Unreached>;

export const createGetUnreached =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetUnreached =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: unreachedKey(projectId), ConsistentRead: true }),
    );
    if (!Item) return { addresses: {}, notices: [] };
    return parseItem(unreachedSchema, Item, `what the mailer keeps of project ${projectId}`);
  };
