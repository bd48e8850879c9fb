import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type AudienceItem, audienceItemSchema } from '../domain/audience-item.ts';
import { parseItem, parseItems } from './parse-item.ts';

/** Strongly consistent. */
export type GetAudienceItem = (
  projectId: string,
  fileName: string,
) => Promise<AudienceItem | undefined>;

/**
 * In UTF-8 byte order of the file names. Strongly consistent, page by page.
 *
 * @param after begins behind this file name
 * @throws MalformedItemsError at the end, naming those that cannot be read
 */
export type ListAudienceItems = (projectId: string, after?: string) => AsyncIterable<AudienceItem>;

export const createGetAudienceItem =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetAudienceItem =>
  async (projectId, fileName) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { projectId, fileName }, ConsistentRead: true }),
    );
    return Item && parseItem(audienceItemSchema, Item, `audience ${projectId}/${fileName}`);
  };

export const createListAudienceItems =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ListAudienceItems =>
  (projectId, after) => {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression:
          'projectId = :projectId' + (after === undefined ? '' : ' AND fileName > :after'),
        ExpressionAttributeValues: { ':projectId': projectId, ':after': after },
      },
    );
    const keyOf = ({ fileName }: Readonly<Record<string, unknown>>): string =>
      `${projectId}/${String(fileName)}`;
    return parseItems(audienceItemSchema, pages, keyOf, 'audience');
  };
