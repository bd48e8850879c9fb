import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { parsePendingKey } from '../../shared/adapters/count-pending.ts';
import { pendingIndex } from '../../shared/contract.ts';
import { ignoredFileName, isIgnoredKey } from '../../shared/domain/ignored-objects.ts';
import type { ListPending } from '../ports.ts';

const { name: IndexName, partition, sort } = pendingIndex;

export const createListPending = (
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
): ListPending =>
  async function* (projectId) {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName,
        IndexName,
        KeyConditionExpression: '#partition = :projectId',
        ExpressionAttributeNames: { '#partition': partition },
        ExpressionAttributeValues: { ':projectId': projectId },
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const key = parsePendingKey(item);
        if (isIgnoredKey(key)) yield ignoredFileName;
        // Not what the mailer itself keeps of the project.
        else if (key.projectId === projectId) yield key[sort];
      }
  };
