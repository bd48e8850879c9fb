import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Project, projectSchema } from '../domain/project.ts';
import { parseItem } from './parse-item.ts';

/** Strongly consistent. */
export type GetProject = (projectId: string) => Promise<Project | undefined>;

export type ListProjects = () => AsyncIterable<Project>;

export const createGetProject =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetProject =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: { projectId }, ConsistentRead: true }),
    );
    return Item && parseItem(projectSchema, Item, `project ${projectId}`);
  };

export const createListProjects = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ListProjects =>
  async function* () {
    const pages = paginateScan(
      { client: dynamodb },
      { TableName: tableName, ConsistentRead: true },
    );
    for await (const page of pages)
      for (const item of page.Items ?? [])
        yield parseItem(projectSchema, item, `project ${String(item.projectId)}`);
  };
