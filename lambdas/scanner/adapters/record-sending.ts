import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { RecordRematch, RecordRetry, RecordSending, RecordSent } from '../ports.ts';

const names = {
  '#source': 'source',
  '#present': 'present',
  '#etag': 'etag',
  '#enqueued': 'enqueued',
};

/** Nobody has seen another version of the file since. */
const isUnchanged = '#source.#present = :true AND #source.#etag = :etag';

export const createRecordSending =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordSending =>
  ({ projectId, fileName, etag }, sending) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #enqueued = :enqueued',
      ConditionExpression: isUnchanged,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ':true': true, ':etag': etag, ':enqueued': sending },
    });

export const createRecordRetry =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordRetry =>
  ({ projectId, fileName, etag, at }, sending) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #enqueued = :enqueued, #outcome.#retryAt = :at',
      ConditionExpression: `${isUnchanged} AND #outcome.#etag = :etag AND #outcome.#cause = :limit`,
      ExpressionAttributeNames: {
        ...names,
        '#outcome': 'outcome',
        '#retryAt': 'retryAt',
        '#cause': 'cause',
      },
      ExpressionAttributeValues: {
        ':true': true,
        ':etag': etag,
        ':enqueued': sending,
        ':at': at,
        ':limit': 'limit',
      },
    });

export const createRecordRematch =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordRematch =>
  ({ projectId, fileName, etag, at }, sending, published) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression:
        'SET #enqueued = :enqueued, #outcome.#retryAt = :at, #outcome.#rematch = :true',
      ConditionExpression: `${isUnchanged} AND #outcome.#importId = :published`,
      ExpressionAttributeNames: {
        ...names,
        '#outcome': 'outcome',
        '#retryAt': 'retryAt',
        '#rematch': 'rematch',
        '#importId': 'importId',
      },
      ExpressionAttributeValues: {
        ':true': true,
        ':etag': etag,
        ':enqueued': sending,
        ':at': at,
        ':published': published,
      },
    });

export const createRecordSent =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordSent =>
  async ({ projectId, fileName, etag, at }) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'REMOVE #enqueued.#sending',
      ConditionExpression: '#enqueued.#at = :at AND #enqueued.#etag = :etag',
      ExpressionAttributeNames: {
        '#enqueued': 'enqueued',
        '#sending': 'sending',
        '#at': 'at',
        '#etag': 'etag',
      },
      ExpressionAttributeValues: { ':at': at, ':etag': etag },
    });
  };
