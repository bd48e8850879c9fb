import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ImportMessage } from '../contract.ts';
import { updateIf } from './conditional-update.ts';

/**
 * Tells the scanner that the message is gone, so that it looks at the file again. Changes nothing unless it is the very
 * message that a scan has noted last: whoever may send to the queue can write any other one.
 */
export type RecordDrop = (message: ImportMessage) => Promise<void>;

export const createRecordDrop =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordDrop =>
  async ({ projectId, fileName, etag, at }) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #enqueued.#dropped = :true',
      ConditionExpression: '#enqueued.#at = :at AND #enqueued.#etag = :etag',
      ExpressionAttributeNames: {
        '#enqueued': 'enqueued',
        '#dropped': 'dropped',
        '#at': 'at',
        '#etag': 'etag',
      },
      ExpressionAttributeValues: { ':true': true, ':at': at, ':etag': etag },
    });
  };
