import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { recordSchema } from '../../shared/domain/record-schema.ts';
import type { NewId } from '../../shared/ports.ts';
import type { RecordMissing, RecordSource } from '../ports.ts';

interface SeenBefore {
  condition: string;
  values: Readonly<Record<string, unknown>>;
}

/**
 * What is stored was seen before this page was asked for, so that it is out of date; or it is the very time that was not
 * believed. A write may come long after it was decided on: scans overlap, and one that has failed may go on when its process
 * is used again. So the clock of whoever writes says nothing.
 */
const seenBefore = (listedAt: number, disbelieved: number | undefined): SeenBefore => ({
  condition:
    '#source.#seenAt < :listedAt' +
    (disbelieved === undefined ? '' : ' OR #source.#seenAt = :disbelieved'),
  values: {
    ':listedAt': listedAt,
    ...(disbelieved !== undefined && { ':disbelieved': disbelieved }),
  },
});

const names = { '#source': 'source', '#present': 'present', '#seenAt': 'seenAt' };

export const createRecordSource =
  (dynamodb: DynamoDBDocumentClient, tableName: string, newId: NewId): RecordSource =>
  (projectId, fileName, source, { sending, disbelieved } = {}) => {
    const { condition, values } = seenBefore(source.seenAt, disbelieved);
    return updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression:
        'SET #source = :source, #audienceId = if_not_exists(#audienceId, :audienceId), ' +
        '#counter = if_not_exists(#counter, :zero), #versions = if_not_exists(#versions, :empty), ' +
        '#notices = if_not_exists(#notices, :empty), #schema = if_not_exists(#schema, :schema)' +
        (sending ? ', #enqueued = :enqueued' : ''),
      // The last alternative: the answer to this very update was lost.
      ConditionExpression:
        `attribute_not_exists(#source) OR ${condition} OR ` +
        '(#source.#seenAt = :listedAt AND #source.#etag = :etag AND #source.#present = :true)',
      ExpressionAttributeNames: {
        ...names,
        '#etag': 'etag',
        '#audienceId': 'audienceId',
        '#counter': 'versionCounter',
        '#versions': 'versions',
        '#notices': 'notices',
        '#schema': 'schema',
        ...(sending && { '#enqueued': 'enqueued' }),
      },
      ExpressionAttributeValues: {
        ...values,
        ':true': true,
        ':source': source,
        ':etag': source.etag,
        ':audienceId': newId(),
        ':zero': 0,
        ':empty': {},
        ':schema': recordSchema,
        ...(sending && { ':enqueued': sending }),
      },
    });
  };

export const createRecordMissing =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordMissing =>
  (projectId, fileName, listedAt, disbelieved) => {
    const { condition, values } = seenBefore(listedAt, disbelieved);
    return updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      // What stands on the right is what was there before.
      UpdateExpression:
        'SET #source.#present = :false, #source.#seenAt = :listedAt, ' +
        '#source.#changedAt = if_not_exists(#source.#changedAt, #source.#seenAt)',
      ConditionExpression:
        `(#source.#present = :true AND (${condition})) OR ` +
        '(#source.#present = :false AND #source.#seenAt = :listedAt)',
      ExpressionAttributeNames: { ...names, '#changedAt': 'changedAt' },
      ExpressionAttributeValues: { ...values, ':true': true, ':false': false },
    });
  };
