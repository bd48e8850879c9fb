import { BatchGetItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import type { UsersSource } from '../../shared/domain/project.ts';
import { toUserKey, usersSourceOf } from '../../shared/domain/user-key.ts';
import type { Now } from '../../shared/ports.ts';
import type { GetUsers, OpenUsers, ScanPage } from '../users.ts';
import { type ExpiredSince, expiredAt } from '../domain/expiry.ts';
import { blameUsersTable } from './blame-users-table.ts';
import { describeTable } from './describe-table.ts';
import { giveItemsTo } from './raw-pages.ts';
import type { StallWatch } from './stream-body.ts';
import { type Key, toId, toKey } from './user-keys.ts';

export interface OpenUsersOptions extends StallWatch {
  /** the stack's own users table */
  ownTableName: string;
  now: Now;
}

/** With tiny items, a page of 1 MB would be much larger as JSON than the kernel takes. */
const mostItemsPerPage = 50_000;

/** Users of the stack's own table or of the customer's, read eventually consistent: half the price. */
export const createOpenUsers =
  (dynamodb: DynamoDBClient, { ownTableName, now, ...watch }: OpenUsersOptions): OpenUsers =>
  (project, file) => {
    const source = usersSourceOf(project, ownTableName);
    const { tableName, maxReadUnits } = source;
    const isOwn = tableName === ownTableName;
    return {
      ...{ tableName, isOwn },
      // An ID with a line feed could not be told from two in a chunk.
      canBeUser: (id) => !id.includes('\n') && toUserKey(source, id) !== undefined,
      keyFormat: source,
      mayScan: isOwn || maxReadUnits !== undefined,
      maxReadUnits,
      describeTable: (signal) => describeTable(dynamodb, tableName, signal),
      getUsers: createGetUsers(dynamodb, source, now),
      scanPage: createScanPage(dynamodb, source, now, (command) => {
        giveItemsTo(command, file, watch);
      }),
    };
  };

const createGetUsers =
  (dynamodb: DynamoDBClient, source: UsersSource, now: Now): GetUsers =>
  async (ids, signal) => {
    const { tableName, keyName, ttlAttribute } = source;
    const read = dynamodb.send(
      refuseAtOnce(
        new BatchGetItemCommand({
          RequestItems: {
            [tableName]: {
              Keys: ids.map((id) => toKey(source, id)),
              ProjectionExpression: ttlAttribute === undefined ? '#key' : '#key, #ttl',
              ExpressionAttributeNames: {
                '#key': keyName,
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
    const toIds = (keys: readonly Key[] | undefined): string[] =>
      (keys ?? []).map((key) => toId(source, key));
    return {
      registered: toIds(
        answer.Responses?.[tableName]?.filter((item) => !isExpired(item, ttlAttribute, now())),
      ),
      unprocessed: toIds(answer.UnprocessedKeys?.[tableName]?.Keys),
      units: unitsOf(answer.ConsumedCapacity),
    };
  };

const createScanPage =
  (
    dynamodb: DynamoDBClient,
    { tableName, keyName, sortKey, ttlAttribute }: UsersSource,
    now: Now,
    takeItems: (command: ScanCommand) => void,
  ): ScanPage =>
  async ({ segment, segments, startKey }, signal) => {
    const command = refuseAtOnce(
      new ScanCommand({
        TableName: tableName,
        Segment: segment,
        TotalSegments: segments,
        ...(startKey && { ExclusiveStartKey: startKey }),
        Limit: mostItemsPerPage,
        ProjectionExpression: sortKey ? '#key, #sortKey' : '#key',
        ExpressionAttributeNames: {
          '#key': keyName,
          ...(sortKey && { '#sortKey': sortKey.name }),
          ...(ttlAttribute !== undefined && { '#ttl': ttlAttribute }),
        },
        ...(ttlAttribute !== undefined && unexpired(expiredAt(now()))),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    takeItems(command);
    const { LastEvaluatedKey, ConsumedCapacity } = await blameUsersTable(
      dynamodb.send(command, { abortSignal: signal }),
    );
    return { nextKey: LastEvaluatedKey, units: ConsumedCapacity?.CapacityUnits ?? 0 };
  };

const isExpired = (item: Key, ttlAttribute: string | undefined, now: number): boolean => {
  const text = ttlAttribute === undefined ? undefined : item[ttlAttribute]?.N;
  const { from, to } = expiredAt(now);
  return text !== undefined && Number(text) >= from && Number(text) <= to;
};

/** Leaves expired items out of a page. */
const unexpired = ({ from, to }: ExpiredSince) => ({
  FilterExpression: 'NOT #ttl BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':from': { N: String(from) }, ':to': { N: String(to) } },
});
