import { describe, expect, it } from '@jest/globals';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  type ChunkSource,
  createChunkSource,
  type StoredChunk,
} from '../../../reader/chunk-source.ts';
import { readIds } from '../../../reader/read-ids.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { collect } from '../../support/streams.ts';

const chunks = 1000;
const shards = 256;
const version = { audienceId: 'audience-1', version: 1, chunks, shards, members: chunks };
const idOf = (bucket: number): string => `user-${bucket}`;

/** A version with one member in each chunk; every question is answered when the test says so. */
const openSource = () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  const source: ChunkSource = {
    readChunk: (_, bucket) => Promise.resolve([idOf(bucket)]),
    readShard: async function* (_, shard): AsyncGenerator<StoredChunk, undefined> {
      for (let bucket = shard; bucket < chunks; bucket += shards) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          most = Math.max(most, waiting.length);
        });
        yield { bucket, ids: [idOf(bucket)] };
      }
      return undefined;
    },
  };
  const answer = () => waiting.shift()?.();
  return { source, answer, most: () => most };
};

describe('reading all members', () => {
  it('asks eight shards at once, however many there are, and keeps the order', async () => {
    const { source, answer, most } = openSource();
    const state = { isDone: false };
    const reading = collect(readIds(version, source)).finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      await new Promise(setImmediate);
      answer();
    }
    expect(await reading).toEqual(Array.from({ length: chunks }, (_, bucket) => idOf(bucket)));
    expect(most()).toBe(8);
  });

  it('tells of a shard that fails when its turn comes, and is not ended by one that nobody waits for', async () => {
    const broken: ChunkSource = {
      ...openSource().source,
      readShard: async function* (_, shard): AsyncGenerator<StoredChunk, undefined> {
        if (shard === 5) throw new Error('shard 5 is broken');
        yield* await Promise.resolve([{ bucket: shard, ids: [idOf(shard)] }]);
        return undefined;
      },
    };
    const ids = readIds(version, broken);
    for (let bucket = 0; bucket < 5; bucket += 1)
      expect(await ids.next()).toEqual({ value: idOf(bucket), done: false });
    await expect(ids.next()).rejects.toThrow('shard 5 is broken');

    const ended = readIds(version, broken);
    await ended.next();
    await ended.return(undefined);
  });
});

describe('the pages of the shards', () => {
  it.each([1, 64, 256, 2000])('of %d hold 4,096 chunks in memory, at most', async (count) => {
    const { dynamodb } = createAws();
    await dynamodb.send(
      new CreateTableCommand({
        TableName: 'memberships',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'chunkSet', KeyType: 'HASH' },
          { AttributeName: 'bucket', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'chunkSet', AttributeType: 'S' },
          { AttributeName: 'bucket', AttributeType: 'N' },
        ],
      }),
    );
    const limits: unknown[] = [];
    dynamodb.middlewareStack.add(
      (next) => (args) => {
        limits.push((args.input as { Limit?: number }).Limit);
        return next(args);
      },
      { step: 'initialize' },
    );
    const source = createChunkSource(dynamodb, 'memberships');
    await source.readShard({ ...version, shards: count }, 0).next();
    expect(limits).toHaveLength(1);
    expect(limits[0]).toBeLessThanOrEqual(64);
    expect(Number(limits[0]) * count).toBeLessThanOrEqual(4096);
    expect(limits[0]).toBeGreaterThan(0);
  });
});
