import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { unitsOf } from '../../shared/adapters/units-of.ts';
import { tableKeys } from '../../shared/contract.ts';
import { chunkSetKey, shardOf } from '../../shared/membership/chunk-layout.ts';
import type { PutChunks } from '../write-chunks.ts';

const { partition, sort } = tableKeys.memberships;

/** In the wire format: the document client would look at every byte of a chunk. */
export const createPutChunks =
  (dynamodb: DynamoDBClient, tableName: string): PutChunks =>
  async ({ audienceId, version, shards }, chunks, signal) => {
    const answer = await dynamodb.send(
      refuseAtOnce(
        new BatchWriteItemCommand({
          RequestItems: {
            [tableName]: chunks.map(({ bucket, ...attributes }) => ({
              PutRequest: {
                Item: {
                  [partition]: { S: chunkSetKey(audienceId, version, shardOf(bucket, shards)) },
                  [sort]: { N: String(bucket) },
                  ...toBinary(attributes),
                },
              },
            })),
          },
          ReturnConsumedCapacity: 'TOTAL',
        }),
      ),
      { abortSignal: signal },
    );
    const left = new Set(
      (answer.UnprocessedItems?.[tableName] ?? []).map(
        ({ PutRequest }) => PutRequest?.Item?.[sort]?.N,
      ),
    );
    return {
      unprocessed: chunks.filter(({ bucket }) => left.has(String(bucket))),
      units: unitsOf(answer.ConsumedCapacity),
    };
  };

const toBinary = (
  attributes: Readonly<Record<string, Uint8Array>>,
): Record<string, { B: Uint8Array }> =>
  Object.fromEntries(Object.entries(attributes).map(([name, bytes]) => [name, { B: bytes }]));
