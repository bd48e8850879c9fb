import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { tableKeys } from '../lambdas/shared/contract.ts';
import { chunkAttribute, chunkSetKey, shardOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { decodeChunk } from '../lambdas/shared/membership/decode-chunk.ts';
import { bytes, number, readAttributes } from './attributes.ts';
import { UnknownFormatError, VersionGoneError } from './errors.ts';

/** The chunks of one version. */
export interface VersionChunks {
  audienceId: string;
  version: number;
  /** n */
  chunks: number;
  /** S */
  shards: number;
}

export interface StoredChunk {
  bucket: number;
  ids: string[];
}

/** Reads the chunks of a version; every read is eventually consistent first. */
export interface ChunkSource {
  /**
   * @throws VersionGoneError when a consistent read does not find it either
   * @throws UnknownFormatError
   */
  readChunk: (of: VersionChunks, bucket: number) => Promise<string[]>;
  /**
   * What is stored of one shard, in the order of the buckets; a bucket may be missing.
   *
   * @throws UnknownFormatError
   */
  readShard: (of: VersionChunks, shard: number) => AsyncIterator<StoredChunk, undefined>;
}

type Item = Record<string, AttributeValue>;

const { partition, sort } = tableKeys.memberships;

const chunkSchema = z.object({ [sort]: number, [chunkAttribute]: bytes });

/** A page of each shard is in memory: 4,096 chunks of 4 KB are 16 MB, whatever the number of shards. */
const chunksInMemory = 4096;
const mostChunksPerPage = 64;

const chunksPerPage = (shards: number): number =>
  Math.max(1, Math.min(mostChunksPerPage, Math.floor(chunksInMemory / shards)));

export const createChunkSource = (dynamodb: DynamoDBClient, tableName: string): ChunkSource => {
  const getChunk = async (
    { audienceId, version, shards }: VersionChunks,
    bucket: number,
    isConsistent: boolean,
  ): Promise<string[] | undefined> => {
    const { Item } = await dynamodb.send(
      new GetItemCommand({
        TableName: tableName,
        Key: {
          [partition]: { S: chunkSetKey(audienceId, version, shardOf(bucket, shards)) },
          [sort]: { N: String(bucket) },
        },
        ConsistentRead: isConsistent,
      }),
    );
    return Item && toChunk(Item).ids;
  };

  return {
    readChunk: async (of, bucket) => {
      const ids = (await getChunk(of, bucket, false)) ?? (await getChunk(of, bucket, true));
      if (ids) return ids;
      throw new VersionGoneError(
        `chunk ${bucket} of version ${of.version} is gone: the snapshot is older than its grace period. Open a new one`,
      );
    },

    readShard: async function* ({ audienceId, version, shards }, shard) {
      let after: Item | undefined;
      do {
        const page = await dynamodb.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': partition },
            ExpressionAttributeValues: {
              ':partition': { S: chunkSetKey(audienceId, version, shard) },
            },
            Limit: chunksPerPage(shards),
            ...(after && { ExclusiveStartKey: after }),
          }),
        );
        for (const item of page.Items ?? []) yield toChunk(item);
        after = page.LastEvaluatedKey;
      } while (after);
      return undefined;
    },
  };
};

const toChunk = (item: Item): StoredChunk => {
  const what = `chunk ${item[sort]?.N} of ${item[partition]?.S}`;
  const chunk = readAttributes(chunkSchema, item, what);
  try {
    return { bucket: chunk[sort], ids: decodeChunk(chunk[chunkAttribute]) };
  } catch (error) {
    throw new UnknownFormatError(`${what} cannot be decompressed`, { cause: error });
  }
};
