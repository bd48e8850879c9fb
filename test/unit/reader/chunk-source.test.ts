import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChunkAt } from '../../../reader/chunks/chunk-source.ts';
import { createChunkSource } from '../../../reader/chunks/chunk-source.ts';
import { tableOf } from '../../../reader/tables.ts';
import { AudienceReader, InvalidOptionError, VersionGoneError } from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { storeVersions } from '../../support/membership/stored-versions.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';

interface BatchInput {
  RequestItems: Record<string, { Keys: { bucket: { N: string } }[]; ConsistentRead: boolean }>;
}

const chunks = 150;
const members = Array.from({ length: 600 }, (_, user) => `user-${user}`);
const changed = [...members.slice(5), 'new-1', 'new-2'];

let dynamodb: DynamoDBClient;
let reader: AudienceReader;
/** by the names of the commands */
let calls: string[];
let batches: { buckets: number[]; consistent: boolean }[];

beforeEach(async () => {
  const aws = createAws();
  await createResources(aws);
  ({ dynamodb } = aws);
  await storeVersions(dynamodb, tables, {
    1: { members, chunks, shards: 7, state: 'superseded' },
    2: { members: changed, chunks: 4, shards: 3, base: 1 },
  });
  reader = new AudienceReader({ dynamodb, tables });
  calls = [];
  batches = [];
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        calls.push(String(commandName));
        const asked = (args.input as Partial<BatchInput>).RequestItems?.[tables.memberships];
        if (asked)
          batches.push({
            buckets: asked.Keys.map(({ bucket }) => Number(bucket.N)),
            consistent: asked.ConsistentRead,
          });
        return next(args);
      },
    { step: 'initialize' },
  );
});

/** Changes what DynamoDB answers to BatchGetItem. */
const answerBatches = (
  change: (output: {
    Responses: Record<string, { bucket: { N: string } }[]>;
    UnprocessedKeys: object;
  }) => void,
): void => {
  dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === 'BatchGetItemCommand')
          change(result.output as unknown as Parameters<typeof change>[0]);
        return result;
      },
    { step: 'initialize' },
  );
};

describe('many questions', () => {
  it('read each chunk once, 100 in a call', async () => {
    const snapshot = await reader.snapshot('shop', 'vip', { version: 1 });
    calls = [];
    expect(await snapshot.containsMany([...members, 'nobody'])).toEqual(new Set(members));
    expect(calls).toEqual(['BatchGetItemCommand', 'BatchGetItemCommand']);
    const asked = batches.flatMap(({ buckets }) => buckets);
    expect(asked.length).toBe(new Set(asked).size);
    expect(batches.every(({ buckets, consistent }) => buckets.length <= 100 && !consistent)).toBe(
      true,
    );
  });

  it('read those of a difference with those of the base, and again in each call that needs them', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    expect(await snapshot.containsMany([...members, ...changed])).toEqual(new Set(changed));
    expect(batches).toHaveLength(2);
    const asked = batches.reduce((sum, { buckets }) => sum + buckets.length, 0);
    expect(asked).toBeLessThanOrEqual(chunks + 4 + 1);
  });

  it('read nothing where nothing is asked', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    calls = [];
    expect(await snapshot.containsMany([])).toEqual(new Set());
    expect(calls).toEqual([]);
  });

  it('are strongly consistent, and side by side, as asked for', async () => {
    const snapshot = await reader.snapshot('shop', 'vip', { version: 1 });
    await snapshot.containsMany(members, { consistent: true, parallelism: 1 });
    expect(batches.every(({ consistent }) => consistent)).toBe(true);
  });

  it('read what was not found again, strongly consistent', async () => {
    const snapshot = await reader.snapshot('shop', 'vip', { version: 1 });
    let isLate = true;
    answerBatches(({ Responses }) => {
      if (isLate) Responses[tables.memberships]!.splice(3, 2);
      isLate = false;
    });
    expect(await snapshot.containsMany(members, { parallelism: 1 })).toEqual(new Set(members));
    expect(batches.map(({ buckets, consistent }) => [buckets.length, consistent])).toEqual(
      expect.arrayContaining([[2, true]]),
    );
  });

  it('are no answer where a chunk is gone', async () => {
    const snapshot = await reader.snapshot('shop', 'vip', { version: 1 });
    answerBatches(({ Responses }) => {
      Responses[tables.memberships] = Responses[tables.memberships]!.filter(
        ({ bucket }) => bucket.N !== '33',
      );
    });
    await expect(snapshot.containsMany(members)).rejects.toThrow(VersionGoneError);
    batches = [];
    const consistent = { consistent: true, parallelism: 1 };
    await expect(snapshot.containsMany(members, consistent)).rejects.toThrow(VersionGoneError);
    // What a consistent read has not found is not asked for again.
    expect(batches).toHaveLength(1);
  });

  it('end with the reason of the signal', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    const stop = new AbortController();
    const asking = snapshot.containsMany(members, { signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(asking).rejects.toThrow('enough');
    const signal = AbortSignal.abort(new Error('never'));
    await expect(snapshot.contains('user-1', { signal })).rejects.toThrow('never');
  });
});

describe('what a throttled table leaves out', () => {
  it('is asked for again after a while, until it is there', async () => {
    const waited: number[] = [];
    const source = createChunkSource(dynamodb, tableOf({ dynamodb, tables }, 'memberships'), {
      sleep: (ms) => {
        waited.push(ms);
        return Promise.resolve();
      },
      random: () => 1,
    });
    answerBatches((output) => {
      const found = output.Responses[tables.memberships]!;
      const left = found.splice(30).map(({ bucket, ...item }) => ({
        chunkSet: (item as { chunkSet?: object }).chunkSet,
        bucket,
      }));
      output.UnprocessedKeys = left.length === 0 ? {} : { [tables.memberships]: { Keys: left } };
    });
    const of = { audienceId: 'audience-vip', version: 1, chunks, shards: 7 };
    const wanted = Array.from({ length: 100 }, (_, bucket): ChunkAt => ({ of, bucket }));
    const items = await source.readChunks(wanted, {
      consistent: false,
      signal: new AbortController().signal,
    });
    expect(items.map(({ bucket }) => Number(bucket?.N))).toEqual(
      wanted.map(({ bucket }) => bucket),
    );
    expect(batches.map(({ buckets }) => buckets.length)).toEqual([100, 70, 40, 10]);
    expect(waited).toEqual([100, 200, 400]);
  });
});

describe('options', () => {
  it.each([
    ['parallelism', { parallelism: 0 }],
    ['parallelism', { parallelism: 65 }],
    ['parallelism', { parallelism: 1.5 }],
    ['consistent', { consistent: 'yes' }],
    ['signal', { signal: {} }],
    ['paralelism', { paralelism: 4 }],
  ])('that there are not are refused, and %s is named: %j', async (name, options) => {
    const snapshot = await reader.snapshot('shop', 'vip');
    calls = [];
    const given = options as object;
    expect(() => snapshot.ids(given)).toThrow(InvalidOptionError);
    expect(() => snapshot.batches(given)).toThrow(name);
    for (const asked of [snapshot.contains('a', given), snapshot.containsMany(['a'], given)]) {
      await expect(asked).rejects.toThrow(InvalidOptionError);
      await expect(asked).rejects.toThrow(name);
    }
    expect(calls).toEqual([]);
  });

  it('may be left undefined', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    const options = { consistent: undefined, parallelism: undefined, signal: undefined };
    expect(await collect(snapshot.ids(options))).toHaveLength(changed.length);
  });

  it('of a single question have no parallelism', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    await expect(snapshot.contains('a', { parallelism: 2 } as object)).rejects.toThrow(
      InvalidOptionError,
    );
  });
});
