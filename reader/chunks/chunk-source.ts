import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { createBackPressure } from '../../lambdas/shared/back-pressure/back-pressure.ts';
import { tableKeys } from '../../lambdas/shared/contract.ts';
import { chunkSetKey } from '../../lambdas/shared/membership/chunk-layout.ts';
import type { Backoff } from '../../lambdas/shared/ports.ts';
import { VersionGoneError } from '../errors.ts';
import type { Table } from '../tables.ts';
import { ending, unlessAborted } from '../unless-aborted.ts';
import { bucketOfItem, type ChunkSet, type Item, keyOf } from './chunk-set.ts';
import { takeItems } from './take-items.ts';

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

/** One chunk. */
export interface ChunkAt {
  of: ChunkSet;
  bucket: number;
}

/** Keys that DynamoDB takes in one call. */
export const mostChunksAtOnce = 100;

/** Reads the chunks of a version. */
export interface ChunkSource {
  /** @throws VersionGoneError when a consistent read does not find it */
  readChunk: (at: ChunkAt, read: Read) => Promise<Item>;
  /**
   * @param chunks different ones, at most `mostChunksAtOnce`
   * @returns one for each, in their order
   * @throws VersionGoneError when a consistent read does not find one
   */
  readChunks: (chunks: readonly ChunkAt[], read: Read & { signal: AbortSignal }) => Promise<Item[]>;
  /** What is stored of one shard; a bucket may be missing. */
  readPage: (of: ChunkSet, shard: number, asked: PageAsked) => Promise<Page>;
}

/** Calls of many chunks that a reader makes side by side while none is refused. */
const mostCalls = 64;

export const createChunkSource = (
  dynamodb: DynamoDBClient,
  { name: tableName, call }: Table,
  backoff: Backoff,
): ChunkSource => {
  const backPressure = createBackPressure({ mostCalls, ...backoff });

  const get = async (
    { of, bucket }: ChunkAt,
    consistent: boolean,
    signal: AbortSignal | undefined,
  ): Promise<Item | undefined> => {
    const command = new GetItemCommand({
      TableName: tableName,
      Key: keyOf(of, bucket),
      ConsistentRead: consistent,
    });
    return (await call(() => unlessAborted(signal, () => dynamodb.send(command, ending(signal)))))
      .Item;
  };

  /** Puts what it finds into `found`, by the text of its key. */
  const getMany = async (
    chunks: readonly ChunkAt[],
    found: Map<string, Item>,
    { consistent, signal }: Read & { signal: AbortSignal },
  ): Promise<void> => {
    const keys = chunks.map(({ of, bucket }) => keyOf(of, bucket));
    await backPressure.batch(
      keys,
      async (left) => {
        const command = new BatchGetItemCommand({
          RequestItems: { [tableName]: { Keys: [...left], ConsistentRead: consistent } },
        });
        const answer = await call(() =>
          unlessAborted(signal, () => dynamodb.send(command, ending(signal))),
        );
        for (const item of answer.Responses?.[tableName] ?? []) found.set(textOfKey(item), item);
        return answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
      },
      signal,
    );
  };

  return {
    readChunk: async (at, { consistent, signal }) =>
      (consistent ? undefined : await get(at, false, signal)) ??
      (await get(at, true, signal)) ??
      goneIs(at),

    readChunks: async (chunks, { consistent, signal }) => {
      const found = new Map<string, Item>();
      const itemOf = ({ of, bucket }: ChunkAt): Item | undefined =>
        found.get(textOfKey(keyOf(of, bucket)));
      await getMany(chunks, found, { consistent, signal });
      const missing = consistent ? [] : chunks.filter((at) => !itemOf(at));
      await getMany(missing, found, { consistent: true, signal });
      return chunks.map((at) => itemOf(at) ?? goneIs(at));
    },

    readPage: async ({ audienceId, version }, shard, { limit, after, consistent, signal }) => {
      const command = new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partition },
        ExpressionAttributeValues: { ':partition': { S: chunkSetKey(audienceId, version, shard) } },
        Limit: limit,
        ConsistentRead: consistent,
        ...(after && { ExclusiveStartKey: after }),
      });
      const taken = takeItems(command);
      const page = await call(() =>
        unlessAborted(signal, () => dynamodb.send(command, ending(signal))),
      );
      return { items: taken() ?? page.Items ?? [], after: page.LastEvaluatedKey };
    },
  };
};

const { partition } = tableKeys.memberships;

const textOfKey = (item: Item): string => `${item[partition]?.S}/${bucketOfItem(item)}`;

/** @throws VersionGoneError */
const goneIs = ({ of: { version }, bucket }: ChunkAt): never => {
  throw new VersionGoneError(
    `chunk ${bucket} of version ${version} is gone: the snapshot is older than its grace period. Open a new one`,
  );
};
