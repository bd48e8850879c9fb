import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import { tableKeys } from '../../shared/contract.ts';
import { chunkSetKey } from '../../shared/membership/chunk-layout.ts';
import type { DeleteChunks, FindChunks } from '../ports.ts';

const { partition, sort } = tableKeys.memberships;

const keySchema = z.object({ [sort]: z.number() });
const requestSchema = z.object({ Key: keySchema });

export const createFindChunks = (dynamodb: DynamoDBDocumentClient, tableName: string): FindChunks =>
  async function* ({ audienceId, version }, shard) {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#partition = :partition',
        ProjectionExpression: '#sort',
        ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
        ExpressionAttributeValues: { ':partition': chunkSetKey(audienceId, version, shard) },
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? [])
        yield parseItem(keySchema, item, `a chunk in ${tableName}`)[sort];
  };

export const createDeleteChunks =
  (dynamodb: DynamoDBDocumentClient, tableName: string): DeleteChunks =>
  async ({ audienceId, version }, shard, buckets) => {
    const chunkSet = chunkSetKey(audienceId, version, shard);
    const answer = await dynamodb.send(
      refuseAtOnce(
        new BatchWriteCommand({
          RequestItems: {
            [tableName]: buckets.map((bucket) => ({
              DeleteRequest: { Key: { [partition]: chunkSet, [sort]: bucket } },
            })),
          },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
    );
    return {
      unprocessed: (answer.UnprocessedItems?.[tableName] ?? []).map(
        ({ DeleteRequest }) => requestSchema.parse(DeleteRequest).Key[sort],
      ),
      units: unitsOf(answer.ConsumedCapacity),
    };
  };
