import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Project, projectSchema } from '../domain/project.ts';
import { parseItem, parseItems } from './parse-item.ts';

/** Strongly consistent. */
export type GetProject = (projectId: string) => Promise<Project | undefined>;

/**
 * All of them, deleted ones, too, always in the same order, which means nothing. Strongly consistent, page by page.
 *
 * @param after begins behind this one
 * @throws MalformedItemsError at the end, naming those that cannot be read
 */
export type ListProjects = (after?: string) => AsyncIterable<Project>;

export const createGetProject =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetProject =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { projectId }, ConsistentRead: true }),
    );
    return Item && parseItem(projectSchema, Item, `project ${projectId}`);
  };

/** @param isConsistent false for half the units: for people, who look again */
export const createListProjects =
  (
    dynamodb: DynamoDBDocumentClient,
    tableName: string,
    { isConsistent = true }: { isConsistent?: boolean } = {},
  ): ListProjects =>
  (after) => {
    const pages = paginateScan(
      { client: dynamodb },
      {
        TableName: tableName,
        ConsistentRead: isConsistent,
        ...(after !== undefined && { ExclusiveStartKey: { projectId: after } }),
      },
    );
    return parseItems(projectSchema, pages, ({ projectId }) => String(projectId), 'project');
  };
