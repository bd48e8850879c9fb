import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { UsersSource } from '../../shared/domain/project.ts';
import { toUserId, toUserKey, usersSourceOf } from '../../shared/domain/user-key.ts';
import { unitsOf } from '../unit-meter.ts';
import type { OpenUsers } from '../users.ts';

type Key = Record<string, AttributeValue>;

/**
 * Users of the stack's own table or of the customer's, read eventually consistent: half the price. Keys stay
 * in the wire format, because a number of 38 digits does not survive as a JavaScript number.
 */
export const createOpenUsers =
  (dynamodb: DynamoDBClient, ownTableName: string): OpenUsers =>
  (project, meter) => {
    const source = usersSourceOf(project, ownTableName);
    const { tableName, keyName } = source;
    return {
      // An ID with a line feed could not be told from two in a chunk.
      canBeUser: (id) => !id.includes('\n') && toUserKey(source, id) !== undefined,

      getUsers: async (ids) => {
        const answer = await dynamodb.send(
          new BatchGetItemCommand({
            RequestItems: {
              [tableName]: {
                Keys: ids.map((id) => toKey(source, id)),
                ProjectionExpression: '#key',
                ExpressionAttributeNames: { '#key': keyName },
              },
            },
            ReturnConsumedCapacity: 'TOTAL',
          }),
        );
        meter.readUnits += unitsOf(answer.ConsumedCapacity);
        const toIds = (keys: readonly Key[] | undefined): string[] =>
          (keys ?? []).map((key) => toId(source, key));
        return {
          registered: toIds(answer.Responses?.[tableName]),
          unprocessed: toIds(answer.UnprocessedKeys?.[tableName]?.Keys),
        };
      },
    };
  };

const toKey = (source: UsersSource, id: string): Key => {
  const key = toUserKey(source, id);
  if (key === undefined) throw new TypeError('an ID that cannot be a key was asked for');
  const { keyName, keyType, sortKey } = source;
  return {
    [keyName]: keyType === 'number' ? { N: key } : { S: key },
    ...(sortKey && { [sortKey.name]: { S: sortKey.value } }),
  };
};

const toId = (source: UsersSource, item: Key): string => {
  const value = item[source.keyName];
  const key = source.keyType === 'number' ? value?.N : value?.S;
  if (key === undefined)
    throw new TypeError(
      `${source.tableName} answered without a ${source.keyType} in "${source.keyName}"; ` +
        'correct --users-key or --users-key-type of the project',
    );
  return toUserId(source, key);
};
