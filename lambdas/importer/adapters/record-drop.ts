import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { RecordDrop } from '../ports.ts';

export const createRecordDrop =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordDrop =>
  async ({ projectId, fileName, etag, at }) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #enqueued = :dropped',
      ConditionExpression:
        'attribute_exists(#source) AND (attribute_not_exists(#enqueued) OR #enqueued.#at <= :at)',
      ExpressionAttributeNames: { '#source': 'source', '#enqueued': 'enqueued', '#at': 'at' },
      ExpressionAttributeValues: { ':dropped': { etag, at, dropped: true }, ':at': at },
    });
  };
