import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { tableKeys } from '../contract.ts';
import { parseItem } from './parse-item.ts';

/** What the imports table keeps of an audience under one kind of partition. */
export interface Kept<T> {
  schema: z.ZodType<T>;
  partitionOf: (projectId: string, fileName: string) => string;
  /** what one is, for errors */
  what: string;
}

/** The newest first, read page by page as they are taken. @throws MalformedItemError */
export type ReadNewestFirst<T> = (
  projectId: string,
  fileName: string,
  pageSize: number,
) => AsyncIterable<T>;

/** The newest first, at most so many. @throws MalformedItemError */
export type ReadNewest<T> = (projectId: string, fileName: string, most: number) => Promise<T[]>;

const { partition } = tableKeys.imports;

/** @param tableName of the imports */
export const createReadNewestFirst = <T>(
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
  { schema, partitionOf, what }: Kept<T>,
): ReadNewestFirst<T> =>
  async function* (projectId, fileName, pageSize) {
    const pages = paginateQuery(
      { client: dynamodb, pageSize },
      {
        TableName: tableName,
        KeyConditionExpression: '#audience = :audience',
        ExpressionAttributeNames: { '#audience': partition },
        ExpressionAttributeValues: { ':audience': partitionOf(projectId, fileName) },
        ScanIndexForward: false,
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) yield parseItem(schema, item, `${what} ${projectId}/${fileName}`);
  };

/** @param tableName of the imports */
export const createReadNewest = <T>(
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
  kept: Kept<T>,
): ReadNewest<T> => {
  const readNewestFirst = createReadNewestFirst(dynamodb, tableName, kept);
  return async (projectId, fileName, most) => {
    const newest: T[] = [];
    for await (const item of readNewestFirst(projectId, fileName, most)) {
      newest.push(item);
      // Without asking for another page.
      if (newest.length === most) break;
    }
    return newest;
  };
};
