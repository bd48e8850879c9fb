import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { lastTickKey } from '../contract.ts';
import { type LastScan, type LastScans, lastScanSchema } from '../domain/last-scan.ts';

/** Eventually consistent: it is for people. */
export type ReadLastScans = () => Promise<LastScans>;

const tickSchema = z.object({ at: z.number() });

export const createReadLastScans =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadLastScans =>
  async () => {
    const byProject = new Map<string, LastScan>();
    let tick: number | undefined;
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        KeyConditionExpression: 'projectId = :projectId',
        ExpressionAttributeValues: { ':projectId': lastTickKey.projectId },
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) {
        const of: unknown = item.fileName;
        if (of === lastTickKey.fileName) tick = tickSchema.safeParse(item).data?.at;
        // One that cannot be read is none: the next scan writes it anew.
        const scan = lastScanSchema.safeParse(item).data;
        if (typeof of === 'string' && scan) byProject.set(of, scan);
      }
    return { tick, byProject };
  };
