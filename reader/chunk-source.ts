import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../lambdas/shared/adapters/parse-item.ts';
import { tableKeys } from '../lambdas/shared/contract.ts';
import { chunkAttribute, chunkSetKey, shardOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { decodeChunk } from '../lambdas/shared/membership/decode-chunk.ts';
import { VersionGoneError } from './errors.ts';

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
  /** @throws VersionGoneError when a consistent read does not find it either */
  readChunk: (of: VersionChunks, bucket: number) => Promise<string[]>;
  /** What is stored of one shard, in the order of the buckets; a bucket may be missing. */
  readShard: (of: VersionChunks, shard: number) => AsyncIterator<StoredChunk, undefined>;
}

const { partition, sort } = tableKeys.memberships;

const chunkSchema = z.object({ [sort]: z.number(), [chunkAttribute]: z.instanceof(Uint8Array) });

/** One page of one shard in memory: about 250 KB at 4 KB a chunk. */
const chunksPerPage = 64;

export const createChunkSource = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ChunkSource => {
  const toChunk = (item: unknown): StoredChunk => {
    const chunk = parseItem(chunkSchema, item, `a chunk in ${tableName}`);
    return { bucket: chunk[sort], ids: decodeChunk(chunk[chunkAttribute]) };
  };

  const getChunk = async (
    { audienceId, version, shards }: VersionChunks,
    bucket: number,
    isConsistent: boolean,
  ): Promise<string[] | undefined> => {
    const { Item } = await dynamodb.send(
      new GetCommand({
        TableName: tableName,
        Key: {
          [partition]: chunkSetKey(audienceId, version, shardOf(bucket, shards)),
          [sort]: bucket,
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

    readShard: async function* ({ audienceId, version }, shard) {
      const pages = paginateQuery(
        { client: dynamodb, pageSize: chunksPerPage },
        {
          TableName: tableName,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': partition },
          ExpressionAttributeValues: { ':partition': chunkSetKey(audienceId, version, shard) },
        },
      );
      for await (const page of pages) for (const item of page.Items ?? []) yield toChunk(item);
      return undefined;
    },
  };
};
