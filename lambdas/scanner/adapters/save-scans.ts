import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { lastScanKey, lastTickKey } from '../../shared/contract.ts';
import type { SaveLastScan, SaveTick } from '../ports.ts';

/** Each in an item of its own in the audiences table. */
export const createSaveLastScan =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveLastScan =>
  async (projectId, scan) => {
    const entries = Object.entries(scan);
    await dynamodb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: lastScanKey(projectId),
        UpdateExpression: `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          entries.map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  };

export const createSaveTick =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveTick =>
  async (at) => {
    await dynamodb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: lastTickKey,
        UpdateExpression: 'SET #at = :at',
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ':at': at },
      }),
    );
  };
