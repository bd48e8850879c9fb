import { BatchGetItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import type { UsersSource } from '../../shared/domain/project.ts';
import { toUserKey, usersSourceOf } from '../../shared/domain/user-key.ts';
import type { GetUsers, OpenUsers, ScanPage } from '../users.ts';
import { describeUsersTable } from './describe-users-table.ts';
import { giveItemsTo } from './raw-pages.ts';
import type { StallWatch } from './stream-body.ts';
import { type Key, toId, toKey } from './user-keys.ts';

export interface OpenUsersOptions extends StallWatch {
  /** the stack's own users table */
  ownTableName: string;
}

/** With tiny items, a page of 1 MB would be much larger as JSON than the kernel takes. */
const mostItemsPerPage = 50_000;

/** Users of the stack's own table or of the customer's, read eventually consistent: half the price. */
export const createOpenUsers =
  (dynamodb: DynamoDBClient, { ownTableName, ...watch }: OpenUsersOptions): OpenUsers =>
  (project, file) => {
    const source = usersSourceOf(project, ownTableName);
    const { tableName, maxReadUnits } = source;
    return {
      // An ID with a line feed could not be told from two in a chunk.
      canBeUser: (id) => !id.includes('\n') && toUserKey(source, id) !== undefined,
      keyFormat: source,
      mayScan: tableName === ownTableName || maxReadUnits !== undefined,
      maxReadUnits,
      describeTable: (signal) => describeUsersTable(dynamodb, tableName, signal),
      getUsers: createGetUsers(dynamodb, source),
      scanPage: createScanPage(dynamodb, source, (command) => {
        giveItemsTo(command, file, watch);
      }),
    };
  };

const createGetUsers =
  (dynamodb: DynamoDBClient, source: UsersSource): GetUsers =>
  async (ids, signal) => {
    const { tableName, keyName } = source;
    const answer = await dynamodb.send(
      refuseAtOnce(
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
      ),
      { abortSignal: signal },
    );
    const toIds = (keys: readonly Key[] | undefined): string[] =>
      (keys ?? []).map((key) => toId(source, key));
    return {
      registered: toIds(answer.Responses?.[tableName]),
      unprocessed: toIds(answer.UnprocessedKeys?.[tableName]?.Keys),
      units: unitsOf(answer.ConsumedCapacity),
    };
  };

const createScanPage =
  (
    dynamodb: DynamoDBClient,
    { tableName, keyName, sortKey }: UsersSource,
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
        },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    takeItems(command);
    const { LastEvaluatedKey, ConsumedCapacity } = await dynamodb.send(command, {
      abortSignal: signal,
    });
    return { nextKey: LastEvaluatedKey, units: ConsumedCapacity?.CapacityUnits ?? 0 };
  };
