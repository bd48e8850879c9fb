import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import type { Now } from '../../shared/ports.ts';
import { expiredAt } from '../domain/expiry.ts';
import type { GetUsers } from '../users.ts';
import { blameUsersTable } from './blame-users-table.ts';
import { checkAnswers } from './checked-answer.ts';
import type { ReadPagesPorts } from './read-pages.ts';
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
    { dynamodb, watch }: Pick<ReadPagesPorts, 'dynamodb' | 'watch'>,
    { tableName, keys: { format, toKey, toId }, ttlAttribute, now }: GetUsersOptions,
  ): GetUsers =>
  async (ids, signal) => {
    const command = refuseAtOnce(
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
    );
    checkAnswers(command, watch);
    const answer = await blameUsersTable(dynamodb.send(command, { abortSignal: signal }));
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
