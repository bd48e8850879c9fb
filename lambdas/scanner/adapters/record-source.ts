import type { DynamoDBDocumentClient, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { clockToleranceMs } from '../../shared/domain/clocks.ts';
import type { NewId, Now } from '../../shared/ports.ts';
import type { RecordMissing, RecordSource } from '../ports.ts';

/**
 * What is stored was seen before this page was asked for, so that it is out of date. Scans overlap, and one that has
 * failed may go on when its process is used again. A time that no clock can have told yet keeps nobody out.
 */
const seenBefore = '(#source.#seenAt < :listedAt OR #source.#seenAt > :future)';

const names = { '#source': 'source', '#present': 'present', '#seenAt': 'seenAt' };

const valuesOf = (
  listedAt: number,
  now: Now,
): NonNullable<UpdateCommandInput['ExpressionAttributeValues']> => ({
  ':listedAt': listedAt,
  ':future': now() + clockToleranceMs,
  ':true': true,
});

export const createRecordSource =
  (
    dynamodb: DynamoDBDocumentClient,
    tableName: string,
    { newId, now }: { newId: NewId; now: Now },
  ): RecordSource =>
  (projectId, fileName, source, sending) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression:
        'SET #source = :source, #audienceId = if_not_exists(#audienceId, :audienceId), ' +
        '#counter = if_not_exists(#counter, :zero), #versions = if_not_exists(#versions, :empty), ' +
        '#notices = if_not_exists(#notices, :empty)' +
        (sending ? ', #enqueued = :enqueued' : ''),
      // The last alternative: the answer to this very update was lost.
      ConditionExpression:
        `attribute_not_exists(#source) OR ${seenBefore} OR ` +
        '(#source.#seenAt = :listedAt AND #source.#etag = :etag AND #source.#present = :true)',
      ExpressionAttributeNames: {
        ...names,
        '#etag': 'etag',
        '#audienceId': 'audienceId',
        '#counter': 'versionCounter',
        '#versions': 'versions',
        '#notices': 'notices',
        ...(sending && { '#enqueued': 'enqueued' }),
      },
      ExpressionAttributeValues: {
        ...valuesOf(source.seenAt, now),
        ':source': source,
        ':etag': source.etag,
        ':audienceId': newId(),
        ':zero': 0,
        ':empty': {},
        ...(sending && { ':enqueued': sending }),
      },
    });

export const createRecordMissing =
  (dynamodb: DynamoDBDocumentClient, tableName: string, now: Now): RecordMissing =>
  (projectId, fileName, listedAt) =>
    updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: 'SET #source.#present = :false, #source.#seenAt = :listedAt',
      ConditionExpression:
        `(#source.#present = :true AND ${seenBefore}) OR ` +
        '(#source.#present = :false AND #source.#seenAt = :listedAt)',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: { ...valuesOf(listedAt, now), ':false': false },
    });
