import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { unannouncedIndex } from '../../shared/contract.ts';
import type { ListUnannounced } from '../ports.ts';

const keySchema = z.object({ projectId: z.string(), fileName: z.string() });

/** The index is sparse: a scan of it reads what is to be told, and nothing else. */
export const createListUnannounced = (
  dynamodb: DynamoDBDocumentClient,
  TableName: string,
): ListUnannounced =>
  async function* () {
    const pages = paginateScan(
      { client: dynamodb },
      { TableName, IndexName: unannouncedIndex.name },
    );
    for await (const page of pages)
      for (const item of page.Items ?? [])
        yield parseItem(keySchema, item, 'a key of the index of events');
  };
