import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { type SplitPage, splitPage } from '../../shared/adapters/split-page.ts';
import { refuseAtOnce } from '../../shared/back-pressure/refuse-at-once.ts';
import { tableKeys } from '../../shared/contract.ts';
import type { Chunk } from '../../shared/membership/chunk.ts';
import { chunkAttribute, chunkSetKey, shardOf } from '../../shared/membership/chunk-layout.ts';
import { addedAttribute, editsAttribute } from '../../shared/membership/difference-layout.ts';
import {
  type GetChunk,
  type ReadChunks,
  UnreadableVersionError,
  type VersionChunks,
} from '../comparison/ports.ts';
import { checkAnswers } from './checked-answer.ts';
import type { StallWatch } from './stream-body.ts';

const { partition, sort } = tableKeys.memberships;

const bucket = z.object({ N: z.string() }).transform(({ N }) => Number(N));
const bytes = z.object({ B: z.instanceof(Uint8Array) }).transform(({ B }) => B);
const keySchema = z.object({ [sort]: bucket });
/** Nearly all that is read is of whole versions: they come first. */
const chunkSchema = z.union([
  z.object({ [sort]: bucket, [chunkAttribute]: bytes }),
  z.object({ [sort]: bucket, [editsAttribute]: bytes, [addedAttribute]: bytes }),
]);

type Item = Record<string, AttributeValue>;

/** In the wire format, as chunks are written. */
export const createReadChunks =
  (dynamodb: DynamoDBClient, tableName: string, watch: StallWatch): ReadChunks =>
  async (of, shard, after, signal) => {
    const partitionKey = { S: chunkSetKey(of.audienceId, of.version, shard) };
    const command = refuseAtOnce(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partition },
        ExpressionAttributeValues: { ':partition': partitionKey },
        ReturnConsumedCapacity: 'TOTAL',
        ...(after !== undefined && {
          ExclusiveStartKey: { [partition]: partitionKey, [sort]: { N: String(after) } },
        }),
      }),
    );
    let taken: SplitPage['items'];
    checkAnswers(command, watch, (pieces) => {
      const { items, rest } = splitPage(Buffer.concat(pieces));
      taken = items;
      return Promise.resolve([rest]);
    });
    const page = await dynamodb.send(command, { abortSignal: signal });
    return {
      chunks: (taken ?? page.Items ?? []).map((item) => toChunk(of, item)),
      next: page.LastEvaluatedKey && keySchema.parse(page.LastEvaluatedKey)[sort],
      units: page.ConsumedCapacity?.CapacityUnits ?? 0,
    };
  };

export const createGetChunk =
  (dynamodb: DynamoDBClient, tableName: string, watch: StallWatch): GetChunk =>
  async (of, wanted, signal) => {
    const command = refuseAtOnce(
      new GetItemCommand({
        TableName: tableName,
        Key: {
          [partition]: { S: chunkSetKey(of.audienceId, of.version, shardOf(wanted, of.shards)) },
          [sort]: { N: String(wanted) },
        },
        ConsistentRead: true,
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    checkAnswers(command, watch);
    const { Item, ConsumedCapacity } = await dynamodb.send(command, { abortSignal: signal });
    return { chunk: Item && toChunk(of, Item), units: ConsumedCapacity?.CapacityUnits ?? 0 };
  };

const toChunk = ({ audienceId, version }: VersionChunks, item: Item): Chunk => {
  const { data, error } = chunkSchema.safeParse(item);
  if (data) return data;
  throw new UnreadableVersionError(
    `${item[sort]?.N} of version ${version} of audience ${audienceId} is no chunk: ${z.prettifyError(error)}`,
    { cause: error },
  );
};
