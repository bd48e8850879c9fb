import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { UserMarks } from '../../../kernel/user-marks.ts';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../shared/contract.ts';
import type { UsersSource } from '../../shared/domain/project.ts';
import { userShardKey } from '../../shared/own-user-key.ts';
import type { Now } from '../../shared/ports.ts';
import { type ExpiredSince, expiredAt } from '../domain/expiry.ts';
import type { ScanPage } from '../users.ts';
import { blameUsersTable } from './blame-users-table.ts';
import { giveItemsTo } from './raw-pages.ts';
import type { StallWatch } from './stream-body.ts';

export interface ReadPagesPorts {
  dynamodb: DynamoDBClient;
  /** takes the users of the pages */
  file: Pick<UserMarks, 'markPage'>;
  watch: StallWatch;
}

/** With tiny items, a page of 1 MB would be much larger as JSON than the kernel takes. */
const mostItemsPerPage = 50_000;

/** Of a project's users in the stack's own table; a segment is a shard. */
export const createQueryPage =
  (projectId: string, TableName: string, { dynamodb, file, watch }: ReadPagesPorts): ScanPage =>
  async ({ segment, startKey }, signal) => {
    const { partition, sort } = tableKeys.users;
    const input: QueryCommandInput = {
      TableName,
      KeyConditionExpression: '#shard = :shard',
      ...(startKey && { ExclusiveStartKey: startKey }),
      Limit: mostItemsPerPage,
      ProjectionExpression: '#id',
      ExpressionAttributeNames: { '#shard': partition, '#id': sort },
      ExpressionAttributeValues: { ':shard': { S: userShardKey(projectId, segment) } },
      ReturnConsumedCapacity: 'TOTAL',
    };
    const command = refuseAtOnce(new QueryCommand(input));
    giveItemsTo(command, file, watch);
    return pageOf(await dynamodb.send(command, { abortSignal: signal }));
  };

/** Of a customer's table. */
export const createScanPage =
  (
    { tableName, keyName, sortKey, ttlAttribute }: UsersSource,
    now: Now,
    { dynamodb, file, watch }: ReadPagesPorts,
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
    giveItemsTo(command, file, watch);
    return pageOf(await blameUsersTable(dynamodb.send(command, { abortSignal: signal })));
  };

const pageOf = ({
  LastEvaluatedKey,
  Count = 0,
  ConsumedCapacity,
}: Pick<ScanCommandOutput, 'LastEvaluatedKey' | 'Count' | 'ConsumedCapacity'>): Awaited<
  ReturnType<ScanPage>
> => ({
  nextKey: LastEvaluatedKey,
  users: Count,
  units: ConsumedCapacity?.CapacityUnits ?? 0,
});

/** Leaves expired items out of a page. */
const unexpired = ({ from, to }: ExpiredSince) => ({
  FilterExpression: 'NOT #ttl BETWEEN :from AND :to',
  ExpressionAttributeValues: { ':from': { N: String(from) }, ':to': { N: String(to) } },
});
