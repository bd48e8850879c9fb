import { type DynamoDBDocumentClient, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { z } from 'zod';
import { parseItem } from '../../../../lambdas/shared/adapters/parse-item.ts';
import { unitsOf } from '../../../../lambdas/shared/adapters/units-of.ts';
import { tableKeys } from '../../../../lambdas/shared/contract.ts';
import { chunkSetKey } from '../../../../lambdas/shared/membership/chunk-layout.ts';
import type { ListBuckets, ScanChunks } from '../../repair/ports.ts';

const { partition, sort } = tableKeys.memberships;
const keySchema = z.object({ [partition]: z.string(), [sort]: z.number() });

/** So many parts of the table are read side by side. */
const segments = 4;

export const createScanChunks =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ScanChunks =>
  async (take, signal) => {
    const readSegment = async (segment: number): Promise<void> => {
      const pages = paginateScan(
        { client: dynamodb },
        {
          TableName: tableName,
          Segment: segment,
          TotalSegments: segments,
          ProjectionExpression: '#partition, #sort',
          ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
          ReturnConsumedCapacity: 'TOTAL',
        },
        { abortSignal: signal },
      );
      for await (const { Items = [], ConsumedCapacity } of pages) {
        const chunks = Items.map((item) => {
          const key = parseItem(keySchema, item, `a chunk in ${tableName}`);
          return { chunkSet: key[partition], bucket: key[sort] };
        });
        take(chunks, unitsOf(ConsumedCapacity === undefined ? undefined : [ConsumedCapacity]));
      }
    };
    await pMap(Array(segments).keys(), readSegment, { concurrency: segments });
  };

export const createListBuckets = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ListBuckets =>
  async function* ({ audienceId, version }, shard, signal) {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#partition = :partition',
        ProjectionExpression: '#partition, #sort',
        ExpressionAttributeNames: { '#partition': partition, '#sort': sort },
        ExpressionAttributeValues: { ':partition': chunkSetKey(audienceId, version, shard) },
      },
      { abortSignal: signal },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) yield parseItem(keySchema, item, `a chunk in ${tableName}`)[sort];
  };
