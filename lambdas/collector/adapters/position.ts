import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { collectorKey } from '../../shared/contract.ts';
import type { Position } from '../ports.ts';

const positionSchema = z.object({
  after: z.object({ projectId: z.string(), fileName: z.string() }),
});

/** An item of its own in the audiences table, beside all projects. */
export const createPosition = (dynamodb: DynamoDBDocumentClient, tableName: string): Position => ({
  read: async () => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: collectorKey }),
    );
    return Item && parseItem(positionSchema, Item, "the collector's position").after;
  },
  save: async ({ projectId, fileName }) => {
    await dynamodb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: collectorKey,
        UpdateExpression: 'SET #after = :after',
        ExpressionAttributeNames: { '#after': 'after' },
        ExpressionAttributeValues: { ':after': { projectId, fileName } },
      }),
    );
  },
});
