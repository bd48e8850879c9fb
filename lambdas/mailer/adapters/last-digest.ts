import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { lastDigestKey, lastDigestSchema } from '../domain/last-digest.ts';
import type { GetLastDigest, SaveLastDigest } from '../ports.ts';

export const createGetLastDigest =
  (dynamodb: DynamoDBDocumentClient, tableName: string): GetLastDigest =>
  async (projectId) => {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: tableName, Key: lastDigestKey(projectId), ConsistentRead: true }),
    );
    return Item && parseItem(lastDigestSchema, Item, `the last digest of project ${projectId}`).at;
  };

export const createSaveLastDigest =
  (dynamodb: DynamoDBDocumentClient, tableName: string): SaveLastDigest =>
  async (projectId, at) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: lastDigestKey(projectId),
      UpdateExpression: 'SET #at = :at',
      // A call of a run that was killed may arrive late, and the SDK repeats one whose answer was lost.
      ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':at': at },
    });
  };
