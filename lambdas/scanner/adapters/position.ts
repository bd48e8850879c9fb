import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { scannerKey } from '../../shared/contract.ts';
import { ignoredByReasonSchema } from '../../shared/domain/ignored-objects.ts';
import type { Position } from '../ports.ts';

const positionSchema = z.object({
  position: z.object({
    after: z.string().optional(),
    unfinished: z.array(
      z.object({
        projectId: z.string(),
        after: z.string().optional(),
        ignored: z.object({ reasons: ignoredByReasonSchema, upTo: z.string().optional() }),
      }),
    ),
  }),
});

/** An item of its own in the audiences table, beside all projects. */
export const createPosition = (dynamodb: DynamoDBDocumentClient, tableName: string): Position => {
  const names = { '#position': 'position' };
  return {
    read: async () => {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName: tableName, Key: scannerKey }),
      );
      // One that cannot be read is none: the run begins at the beginning.
      return positionSchema.safeParse(Item).data?.position;
    },
    save: async (position) => {
      await dynamodb.send(
        new UpdateCommand({
          TableName: tableName,
          Key: scannerKey,
          UpdateExpression: 'SET #position = :position',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':position': position },
        }),
      );
    },
    clear: async () => {
      await dynamodb.send(
        new UpdateCommand({
          TableName: tableName,
          Key: scannerKey,
          UpdateExpression: 'REMOVE #position',
          ExpressionAttributeNames: names,
        }),
      );
    },
  };
};
