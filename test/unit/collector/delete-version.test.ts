import { describe, expect, it } from '@jest/globals';
import { deleteVersion } from '../../../lambdas/collector/delete-version.ts';
import type { DeleteChunks } from '../../../lambdas/collector/ports.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { streamOf } from '../../support/streams.ts';

/** A version with so many chunks in each of its shards. */
const arrange = (shards: number[][], deleteChunks?: DeleteChunks, calls = Infinity) => {
  const deleted: string[] = [];
  const sizes: number[] = [];
  let count = 0;
  let left = calls;
  const run = () =>
    deleteVersion(
      { audienceId: 'a', version: 1, shards: shards.length },
      {
        findChunks: (_, shard) => streamOf(shards[shard]!),
        deleteChunks:
          deleteChunks ??
          ((_, shard, buckets) => {
            sizes.push(buckets.length);
            deleted.push(...buckets.map((bucket) => `${shard}/${bucket}`));
            return Promise.resolve({ unprocessed: [], units: 1 });
          }),
        backoff: { sleep: () => Promise.resolve(), random: () => 0 },
        budget: {
          isSpent: () => left <= 0,
          use: (_, call) => {
            left -= 1;
            return call();
          },
        },
        onDeleted: (chunks) => {
          count += chunks;
        },
      },
    );
  return { run, deleted, sizes, count: () => count };
};

const upTo = (count: number): number[] => [...Array(count).keys()];

describe('deleting a version', () => {
  it('deletes every chunk of every shard, at most 25 a call', async () => {
    const { run, deleted, sizes, count } = arrange([upTo(60), [], upTo(3)]);
    expect(await run()).toBe(true);
    expect(new Set(deleted).size).toBe(63);
    expect(Math.max(...sizes)).toBe(25);
    expect(count()).toBe(63);
  });

  it('repeats what DynamoDB hands back', async () => {
    const calls: number[] = [];
    const { run, count } = arrange([upTo(10)], (_, _shard, buckets) => {
      calls.push(buckets.length);
      return Promise.resolve({ unprocessed: buckets.slice(4), units: 1 });
    });
    expect(await run()).toBe(true);
    expect(calls).toEqual([10, 6, 2]);
    expect(count()).toBe(10);
  });

  it('starts no call when the budget is spent, also among repeats, and says so', async () => {
    const { run, sizes } = arrange([upTo(60)], undefined, 1);
    expect(await run()).toBe(false);
    expect(sizes).toEqual([25]);

    const calls: number[] = [];
    const repeating = arrange(
      [upTo(10)],
      (_, _shard, buckets) => {
        calls.push(buckets.length);
        return Promise.resolve({ unprocessed: buckets.slice(1), units: 1 });
      },
      2,
    );
    expect(await repeating.run()).toBe(false);
    expect(calls).toEqual([10, 9]);
    expect(repeating.count()).toBe(2);
  });

  it('needs no budget where nothing is left', async () => {
    const { run } = arrange([[]], undefined, 0);
    expect(await run()).toBe(true);
  });

  it('goes on as long as the budget lasts when nothing is deleted', async () => {
    let calls = 0;
    const { run, count } = arrange(
      [upTo(2)],
      (_, _shard, buckets) => {
        calls += 1;
        return calls % 2 === 0
          ? Promise.reject(new TableThrottledError('no'))
          : Promise.resolve({ unprocessed: buckets, units: 0 });
      },
      20,
    );
    expect(await run()).toBe(false);
    expect(calls).toBe(20);
    expect(count()).toBe(0);
  });

  it('fails with what DynamoDB answers otherwise, and deletes nothing more', async () => {
    const { run } = arrange([upTo(60), upTo(60)], () => Promise.reject(new Error('denied')));
    await expect(run()).rejects.toThrow('denied');
  });
});
