import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { chunkSetKey } from '../../lambdas/shared/membership/chunk-layout.ts';
import { VersionGoneError } from '../errors.ts';
import { type ChunkSet, type Item, keyOf } from './chunk-set.ts';

export interface Read {
  /** strongly; else what is not found is read again strongly, and nothing else is */
  consistent: boolean;
  signal?: AbortSignal | undefined;
}

export interface PageAsked extends Read {
  /** chunks, at most */
  limit: number;
  /** what the page before has said */
  after: Item | undefined;
}

export interface Page {
  /** in the order of their buckets */
  items: Item[];
  /** undefined: there are no more */
  after: Item | undefined;
}

/** Reads the chunks of a version. */
export interface ChunkSource {
  /** @throws VersionGoneError when a consistent read does not find it */
  readChunk: (of: ChunkSet, bucket: number, read: Read) => Promise<Item>;
  /** What is stored of one shard; a bucket may be missing. */
  readPage: (of: ChunkSet, shard: number, asked: PageAsked) => Promise<Page>;
}

export const createChunkSource = (dynamodb: DynamoDBClient, tableName: string): ChunkSource => ({
  readChunk: async (of, bucket, { consistent, signal }) => {
    const get = async (isConsistent: boolean): Promise<Item | undefined> => {
      const command = new GetItemCommand({
        TableName: tableName,
        Key: keyOf(of, bucket),
        ConsistentRead: isConsistent,
      });
      return (await orReason(signal, dynamodb.send(command, ending(signal)))).Item;
    };
    const item = (consistent ? undefined : await get(false)) ?? (await get(true));
    if (item) return item;
    throw new VersionGoneError(
      `chunk ${bucket} of version ${of.version} is gone: the snapshot is older than its grace period. Open a new one`,
    );
  },

  readPage: async ({ audienceId, version }, shard, { limit, after, consistent, signal }) => {
    const command = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: '#partition = :partition',
      ExpressionAttributeNames: { '#partition': tableKeys.memberships.partition },
      ExpressionAttributeValues: { ':partition': { S: chunkSetKey(audienceId, version, shard) } },
      Limit: limit,
      ConsistentRead: consistent,
      ...(after && { ExclusiveStartKey: after }),
    });
    const page = await orReason(signal, dynamodb.send(command, ending(signal)));
    return { items: page.Items ?? [], after: page.LastEvaluatedKey };
  },
});

const ending = (signal: AbortSignal | undefined): { abortSignal?: AbortSignal } =>
  signal ? { abortSignal: signal } : {};

/** The SDK says of a request that was ended that it was, and not why. */
const orReason = async <T>(signal: AbortSignal | undefined, sent: Promise<T>): Promise<T> => {
  try {
    return await sent;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
