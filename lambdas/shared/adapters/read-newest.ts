import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
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

/** The newest first, at most so many. @throws MalformedItemError */
export type ReadNewest<T> = (projectId: string, fileName: string, most: number) => Promise<T[]>;

const { partition } = tableKeys.imports;

/** @param tableName of the imports */
export const createReadNewest =
  <T>(
    dynamodb: DynamoDBDocumentClient,
    tableName: string,
    { schema, partitionOf, what }: Kept<T>,
  ): ReadNewest<T> =>
  async (projectId, fileName, most) => {
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#audience = :audience',
        ExpressionAttributeNames: { '#audience': partition },
        ExpressionAttributeValues: { ':audience': partitionOf(projectId, fileName) },
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return Items.map((item) => parseItem(schema, item, `${what} ${projectId}/${fileName}`));
  };
