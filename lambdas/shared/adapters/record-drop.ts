import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ImportMessage } from '../contract.ts';
import { updateIf } from './conditional-update.ts';

/** Tells the scanner that the message is gone, so that it looks at the file again. */
export type RecordDrop = (message: ImportMessage) => Promise<void>;

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
