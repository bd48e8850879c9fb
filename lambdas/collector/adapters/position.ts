import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
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
    // One that cannot be read is none: the run begins at the beginning, and saves another.
    return positionSchema.safeParse(Item).data?.after;
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
