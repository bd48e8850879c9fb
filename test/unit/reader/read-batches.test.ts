import { beforeEach, describe, expect, it } from '@jest/globals';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';
import { type ChunkSet, type Item, keyOf } from '../../../reader/chunks/chunk-set.ts';
import type { ChunkSource, PageAsked } from '../../../reader/chunks/chunk-source.ts';
import { UnknownFormatError, VersionGoneError } from '../../../reader/index.ts';
import { readBatches } from '../../../reader/read-batches.ts';
import { collect } from '../../support/streams.ts';

const idOf = (bucket: number): string => `user-${bucket}`;

const itemOf = (of: ChunkSet, bucket: number): Item => ({
  ...keyOf(of, bucket),
  ids: { B: encodeChunk(Buffer.from(idOf(bucket))) },
});

interface Query extends PageAsked {
  shard: number;
  answer: () => void;
  fail: (error: Error) => void;
}

/** A whole version with one member in each chunk; every query is answered when the test says so. */
const openSource = (chunks: number, shards: number, missing: readonly number[] = []) => {
  const whole: ChunkSet = { audienceId: 'audience-1', version: 1, chunks, shards };
  const waiting: Query[] = [];
  const asked: Query[] = [];
  const readAgain: { bucket: number; consistent: boolean }[] = [];
  const source: ChunkSource = {
    readChunk: ({ bucket }, { consistent }) => {
      readAgain.push({ bucket, consistent });
      return Promise.resolve(itemOf(whole, bucket));
    },
    readChunks: () => Promise.reject(new Error('nobody asks for many')),
    readPage: (of, shard, page) =>
      new Promise((resolve, reject) => {
        const after = Number(page.after?.bucket?.N ?? shard - shards);
        const buckets = Array.from(
          { length: Math.min(page.limit, Math.ceil((chunks - after) / shards) - 1) },
          (_, place) => after + shards * (place + 1),
        );
        const last = buckets.at(-1);
        const query = {
          ...page,
          shard,
          fail: reject,
          answer: () => {
            resolve({
              items: buckets
                .filter((bucket) => !missing.includes(bucket))
                .map((bucket) => itemOf(of, bucket)),
              after:
                last === undefined || buckets.length < page.limit ? undefined : keyOf(of, last),
            });
          },
        };
        page.signal?.addEventListener('abort', () => {
          // A connection takes a while to end.
          setImmediate(() => {
            waiting.splice(waiting.indexOf(query), 1);
            reject(page.signal?.reason as Error);
          });
        });
        waiting.push(query);
        asked.push(query);
      }),
  };
  const turn = () => new Promise(setImmediate);
  return {
    source,
    waiting,
    asked,
    readAgain,
    turn,
    version: { version: 1, members: chunks, whole },
    /** @returns what `work` gives, while each query is answered in its turn; at most so many were under way */
    answerAll: async <T>(work: Promise<T>): Promise<{ result: T; most: number }> => {
      const state = { isDone: false, most: 0 };
      const ended = work.finally(() => {
        state.isDone = true;
      });
      ended.catch(() => undefined);
      while (!state.isDone) {
        await turn();
        state.most = Math.max(state.most, waiting.length);
        waiting.shift()?.answer();
      }
      return { result: await ended, most: state.most };
    },
  };
};

const reading = { consistent: false, parallelism: 8 };
const all = (chunks: number): string[] => Array.from({ length: chunks }, (_, at) => idOf(at));

describe('reading all members', () => {
  it.each([
    { chunks: 1, shards: 1, parallelism: 8 },
    { chunks: 1000, shards: 256, parallelism: 8 },
    { chunks: 1000, shards: 7, parallelism: 1 },
    { chunks: 3000, shards: 3, parallelism: 3 },
    { chunks: 5, shards: 2000, parallelism: 64 },
  ])(
    'keeps the order, and asks no more at once: $chunks chunks in $shards shards, $parallelism queries',
    async ({ chunks, shards, parallelism }) => {
      const { source, version, answerAll, asked } = openSource(chunks, shards);
      const { result, most } = await answerAll(
        collect(readBatches(version, source, { ...reading, parallelism })),
      );
      expect(result).toEqual(all(chunks).map((id) => [id]));
      expect(most).toBe(Math.min(parallelism, shards, chunks));
      // Nothing is asked for behind the end of a shard, and no page twice.
      const pages = asked.map(({ shard, after }) => `${shard}/${after?.bucket?.N}`);
      expect(new Set(pages).size).toBe(pages.length);
    },
  );

  it.each([1, 3, 64, 256, 2000, 100_000])(
    'of %d shards holds 4,096 chunks in memory or little more, and a page of each query',
    async (shards) => {
      const chunks = 30_000;
      const { source, version, asked, waiting, turn } = openSource(chunks, shards);
      const batches = readBatches(version, source, { ...reading, parallelism: 64 });
      const first = batches.next();
      let held = 0;
      for (let quiet = 0; quiet < 5; quiet += 1) {
        await turn();
        for (const query of waiting.splice(0)) {
          query.answer();
          held += Math.min(query.limit, Math.ceil((chunks - query.shard) / shards));
          quiet = 0;
        }
      }
      expect((await first).done).toBe(false);
      const page = Math.max(...asked.map(({ limit }) => limit));
      expect(held).toBeLessThanOrEqual(4096 + Math.min(shards, 4096) / 2 + 64 * page);
      expect(page).toBeLessThanOrEqual(256);
      expect(Math.min(...asked.map(({ limit }) => limit))).toBeGreaterThan(0);
      await batches.return(undefined);
    },
  );

  it('reads a chunk that its query has not returned again, strongly consistent', async () => {
    const { source, version, answerAll, readAgain } = openSource(100, 3, [0, 1, 50, 98, 99]);
    const { result } = await answerAll(collect(readBatches(version, source, reading)));
    expect(result.flat()).toEqual(all(100));
    expect(readAgain).toEqual([0, 1, 50, 98, 99].map((bucket) => ({ bucket, consistent: true })));
  });

  it('is strongly consistent from the start where that is asked for', async () => {
    const { source, version, answerAll, asked } = openSource(100, 3);
    await answerAll(collect(readBatches(version, source, { ...reading, consistent: true })));
    expect(asked.every(({ consistent }) => consistent)).toBe(true);
  });

  it.each([99, 101])('fails at the end where there are 100 of %d members', async (members) => {
    const { source, version, answerAll } = openSource(100, 3);
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const ids of readBatches({ ...version, members }, source, reading))
        seen.push(...ids);
    };
    await expect(answerAll(read())).rejects.toThrow(UnknownFormatError);
    expect(seen).toEqual(all(100));
  });
});

describe('what was begun', () => {
  let opened: ReturnType<typeof openSource>;
  beforeEach(() => {
    opened = openSource(1000, 256);
  });
  /** Reads the first chunk, with eight queries under way then. */
  const begin = async (signal?: AbortSignal) => {
    const { source, version, waiting, turn } = opened;
    const batches = readBatches(version, source, { ...reading, signal });
    const first = batches.next();
    await turn();
    waiting.shift()!.answer();
    expect(await first).toEqual({ value: [idOf(0)], done: false });
    await turn();
    expect(waiting).toHaveLength(8);
    return batches;
  };

  it('has ended when a loop is left', async () => {
    const batches = await begin();
    await batches.return(undefined);
    expect(opened.waiting).toHaveLength(0);
    const asked = opened.asked.length;
    await opened.turn();
    expect(opened.asked).toHaveLength(asked);
  });

  it('has ended when the signal aborts, and its reason is thrown', async () => {
    const stop = new AbortController();
    const batches = await begin(stop.signal);
    const next = batches.next();
    stop.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    expect(opened.waiting).toHaveLength(0);
    expect(await batches.next()).toEqual({ value: undefined, done: true });
  });

  it('is not handed out after the signal has aborted, though it has come', async () => {
    const stop = new AbortController();
    const batches = await begin(stop.signal);
    for (const query of opened.waiting.splice(0)) query.answer();
    await opened.turn();
    expect(await batches.next()).toEqual({ value: [idOf(1)], done: false });
    stop.abort(new Error('enough'));
    await expect(batches.next()).rejects.toThrow('enough');
    expect(opened.waiting).toHaveLength(0);
  });

  it('is nothing where the signal had aborted before', async () => {
    const signal = AbortSignal.abort(new Error('never'));
    const batches = readBatches(opened.version, opened.source, { ...reading, signal });
    await expect(batches.next()).rejects.toThrow('never');
    expect(opened.asked).toHaveLength(0);
  });

  it('is told of when its turn comes, and not if it never does', async () => {
    const batches = await begin();
    const [, , third] = opened.waiting.splice(0).map((query, place) => {
      if (place === 2) query.fail(new VersionGoneError('shard 3 is broken'));
      else query.answer();
      return query;
    });
    expect(third?.shard).toBe(3);
    for (const bucket of [1, 2])
      expect(await batches.next()).toEqual({ value: [idOf(bucket)], done: false });
    await expect(batches.next()).rejects.toThrow('shard 3 is broken');
    expect(opened.waiting).toHaveLength(0);

    opened = openSource(1000, 256);
    const left = await begin();
    opened.waiting.splice(2, 1)[0]!.fail(new Error('nobody hears of it'));
    await left.return(undefined);
  });
});
