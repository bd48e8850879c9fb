import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import {
  type IgnoredObjects,
  ignoredKey,
  ignoredObjectsSchema,
} from '../domain/ignored-objects.ts';
import { parseItem } from './parse-item.ts';

/** Strongly consistent. @returns undefined when nothing was ever ignored of the project, or forgotten with it */
export type GetIgnored = (projectId: string) => Promise<IgnoredObjects | undefined>;

export const createGetIgnored =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetIgnored =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: ignoredKey(projectId), ConsistentRead: true }),
    );
    return (
      Item && parseItem(ignoredObjectsSchema, Item, `what was ignored of project ${projectId}`)
    );
  };
