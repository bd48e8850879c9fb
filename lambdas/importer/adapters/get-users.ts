import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import type { Now } from '../../shared/ports.ts';
import { expiredAt } from '../domain/expiry.ts';
import type { GetUsers } from '../users.ts';
import { blameUsersTable } from './blame-users-table.ts';
import type { Key, UserKeys } from './user-keys.ts';

export interface GetUsersOptions {
  tableName: string;
  keys: UserKeys;
  /** by which the table expires its items */
  ttlAttribute?: string | undefined;
  now: Now;
}

/** Eventually consistent: half the price. */
export const createGetUsers =
  (
    dynamodb: DynamoDBClient,
    { tableName, keys: { format, toKey, toId }, ttlAttribute, now }: GetUsersOptions,
  ): GetUsers =>
  async (ids, signal) => {
    const read = dynamodb.send(
      refuseAtOnce(
        new BatchGetItemCommand({
          RequestItems: {
            [tableName]: {
              Keys: ids.map(toKey),
              ProjectionExpression: ttlAttribute === undefined ? '#key' : '#key, #ttl',
              ExpressionAttributeNames: {
                '#key': format.keyName,
                ...(ttlAttribute !== undefined && { '#ttl': ttlAttribute }),
              },
            },
          },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
      { abortSignal: signal },
    );
    const answer = await blameUsersTable(read);
    return {
      registered: (answer.Responses?.[tableName] ?? [])
        .filter((item) => !isExpired(item, ttlAttribute, now()))
        .map(toId),
      unprocessed: (answer.UnprocessedKeys?.[tableName]?.Keys ?? []).map(toId),
      units: unitsOf(answer.ConsumedCapacity),
    };
  };

const isExpired = (item: Key, ttlAttribute: string | undefined, now: number): boolean => {
  const text = ttlAttribute === undefined ? undefined : item[ttlAttribute]?.N;
  const { from, to } = expiredAt(now);
  return text !== undefined && Number(text) >= from && Number(text) <= to;
};
