import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { pendingIndex } from '../../shared/contract.ts';
import type { ListPending } from '../ports.ts';

const keySchema = z.object({ projectId: z.string(), fileName: z.string() });

export const createListPending = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ListPending =>
  async function* () {
    const pages = paginateScan(
      { client: dynamodb },
      { TableName: tableName, IndexName: pendingIndex.name },
    );
    for await (const page of pages)
      for (const item of page.Items ?? []) yield parseItem(keySchema, item, 'a key of the index');
  };
