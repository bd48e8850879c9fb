import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { RecordEnqueued, RecordMissing, RecordRetry, RecordSource } from '../ports.ts';

/** The scanner's writes: creation of an audience's item, `source`, `enqueued`, and one `retryAt`. */
export const createRecordSource =
  (
    dynamodb: DynamoDBDocumentClient,
    tableName: string,
    newAudienceId: () => string,
  ): RecordSource =>
  (projectId, fileName, source) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression:
        'SET #source = :source, #audienceId = if_not_exists(#audienceId, :audienceId), ' +
        '#counter = if_not_exists(#counter, :zero), #versions = if_not_exists(#versions, :empty), ' +
        '#notices = if_not_exists(#notices, :empty)',
      // Ticks may overlap: one that listed earlier must not undo what a later one saw. A file that came
      // back by a multipart upload begun before it was removed carries the older date of its beginning.
      ConditionExpression:
        'attribute_not_exists(#source) OR #source.#lastModified <= :lastModified OR #source.#present = :false',
      ExpressionAttributeNames: {
        '#source': 'source',
        '#audienceId': 'audienceId',
        '#counter': 'versionCounter',
        '#versions': 'versions',
        '#notices': 'notices',
        '#lastModified': 'lastModified',
        '#present': 'present',
      },
      ExpressionAttributeValues: {
        ':source': source,
        ':audienceId': newAudienceId(),
        ':zero': 0,
        ':empty': {},
        ':lastModified': source.lastModified,
        ':false': false,
      },
    });

export const createRecordMissing =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordMissing =>
  async (projectId, fileName, seen) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #source.#present = :false',
      ConditionExpression: '#source.#etag = :etag AND #source.#lastModified = :lastModified',
      ExpressionAttributeNames: {
        '#source': 'source',
        '#present': 'present',
        '#etag': 'etag',
        '#lastModified': 'lastModified',
      },
      ExpressionAttributeValues: {
        ':false': false,
        ':etag': seen.etag,
        ':lastModified': seen.lastModified,
      },
    });
  };

export const createRecordEnqueued =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordEnqueued =>
  async ({ projectId, fileName, etag, at }) => {
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #enqueued = :enqueued',
      ConditionExpression:
        'attribute_exists(#source) AND (attribute_not_exists(#enqueued) OR #enqueued.#at < :at)',
      ExpressionAttributeNames: { '#source': 'source', '#enqueued': 'enqueued', '#at': 'at' },
      ExpressionAttributeValues: { ':enqueued': { etag, at }, ':at': at },
    });
  };

export const createRecordRetry =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordRetry =>
  (projectId, fileName, etag, retryAt) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #outcome.#retryAt = :retryAt',
      ConditionExpression: '#outcome.#etag = :etag AND #outcome.#cause = :limit',
      ExpressionAttributeNames: {
        '#outcome': 'outcome',
        '#retryAt': 'retryAt',
        '#etag': 'etag',
        '#cause': 'cause',
      },
      ExpressionAttributeValues: { ':retryAt': retryAt, ':etag': etag, ':limit': 'limit' },
    });
