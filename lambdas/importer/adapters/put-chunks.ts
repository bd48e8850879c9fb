import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { tableKeys } from '../../shared/contract.ts';
import { chunkAttribute } from '../../shared/membership/chunk-codec.ts';
import { chunkSetKey, shardOf } from '../../shared/membership/chunk-layout.ts';
import { unitsOf } from '../unit-meter.ts';
import type { PutChunks } from '../write-chunks.ts';

const { partition, sort } = tableKeys.memberships;

const bucketSchema = z.object({ [sort]: z.number() });

export const createPutChunks =
  (dynamodb: DynamoDBDocumentClient, tableName: string): PutChunks =>
  async ({ audienceId, version, shards }, chunks, meter) => {
    const answer = await dynamodb.send(
      new BatchWriteCommand({
        RequestItems: {
          [tableName]: chunks.map(({ bucket, ids }) => ({
            PutRequest: {
              Item: {
                [partition]: chunkSetKey(audienceId, version, shardOf(bucket, shards)),
                [sort]: bucket,
                [chunkAttribute]: ids,
              },
            },
          })),
        },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    meter.writeUnits += unitsOf(answer.ConsumedCapacity);
    const unprocessed = answer.UnprocessedItems?.[tableName] ?? [];
    const left = new Set(
      unprocessed.map(({ PutRequest }) => bucketSchema.parse(PutRequest?.Item)[sort]),
    );
    return chunks.filter(({ bucket }) => left.has(bucket));
  };
