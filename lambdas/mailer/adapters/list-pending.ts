import { type DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { pendingIndex } from '../../shared/contract.ts';
import { ignoredFileName, isIgnoredKey } from '../../shared/domain/ignored-objects.ts';
import type { CountPending, ListPending } from '../ports.ts';

const { name: IndexName, partition, sort } = pendingIndex;
const keySchema = z.object({ projectId: z.string(), [partition]: z.string(), [sort]: z.string() });
const parseKey = (item: unknown): z.infer<typeof keySchema> =>
  parseItem(keySchema, item, 'a key of the index');

export const createCountPending =
  (dynamodb: DynamoDBDocumentClient, TableName: string): CountPending =>
  async () => {
    const counts = new Map<string, number>();
    const pages = paginateScan({ client: dynamodb }, { TableName, IndexName });
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const { [partition]: projectId } = parseKey(item);
        counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
      }
    return counts;
  };

export const createListPending = (
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
): ListPending =>
  async function* (projectId) {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        ...{ TableName, IndexName },
        KeyConditionExpression: '#partition = :projectId',
        ExpressionAttributeNames: { '#partition': partition },
        ExpressionAttributeValues: { ':projectId': projectId },
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const key = parseKey(item);
        if (isIgnoredKey(key)) yield ignoredFileName;
        // Not what the mailer itself keeps of the project.
        else if (key.projectId === projectId) yield key[sort];
      }
  };
