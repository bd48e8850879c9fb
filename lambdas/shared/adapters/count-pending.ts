import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { pendingIndex } from '../contract.ts';
import { parseItem } from './parse-item.ts';

/** How many audiences of each project are likely to have notices, from an index that lags a little. */
export type CountPending = () => Promise<ReadonlyMap<string, number>>;

const { name: IndexName, partition, sort } = pendingIndex;
const keySchema = z.object({ projectId: z.string(), [partition]: z.string(), [sort]: z.string() });

/** A key of the mailer's index. @throws MalformedItemError */
export const parsePendingKey = (item: unknown): z.infer<typeof keySchema> =>
  parseItem(keySchema, item, 'a key of the index');

/** @param TableName of the audiences */
export const createCountPending =
  (dynamodb: DynamoDBDocumentClient, TableName: string): CountPending =>
  async () => {
    const counts = new Map<string, number>();
    const pages = paginateScan({ client: dynamodb }, { TableName, IndexName });
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const { [partition]: projectId } = parsePendingKey(item);
        counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
      }
    return counts;
  };
