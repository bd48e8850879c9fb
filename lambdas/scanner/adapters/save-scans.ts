import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { lastScanKey, lastTickKey } from '../../shared/contract.ts';
import type { KeepScans } from '../ports.ts';

/** Each in an item of its own in the audiences table. */
export const createSaveLastScan =
  (dynamodb: DynamoDBDocumentClient, tableName: string): KeepScans['saveLastScan'] =>
  async (projectId, scan) => {
    const entries = Object.entries(scan);
    // The project that had its name before may have had one.
    const hasNoCreation = scan.creation === undefined;
    await dynamodb.send(
      new UpdateCommand({
        TableName: tableName,
        Key: lastScanKey(projectId),
        UpdateExpression:
          `SET ${entries.map(([name]) => `#${name} = :${name}`).join(', ')}` +
          (hasNoCreation ? ' REMOVE #creation' : ''),
        ExpressionAttributeNames: {
          '#creation': 'creation',
          ...Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: Object.fromEntries(
          entries.map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  };

export const createSaveTick =
  (dynamodb: DynamoDBDocumentClient, tableName: string): KeepScans['saveTick'] =>
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
