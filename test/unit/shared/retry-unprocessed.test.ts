import { describe, expect, it } from '@jest/globals';
import { retryUnprocessed, ThrottledError } from '../../../lambdas/shared/retry-unprocessed.ts';

const backoff = (waits: number[] = []) => ({
  random: () => 1,
  sleep: (milliseconds: number) => {
    waits.push(milliseconds);
    return Promise.resolve();
  },
});

describe('following what a batch call handed back', () => {
  it('calls again with exactly that, until nothing is left', async () => {
    const calls: (readonly number[])[] = [];
    await retryUnprocessed(
      [1, 2, 3, 4],
      (requests) => {
        calls.push(requests);
        return Promise.resolve(requests.slice(2));
      },
      backoff(),
    );
    expect(calls).toEqual([
      [1, 2, 3, 4],
      [3, 4],
    ]);
  });

  it('waits longer while nothing gets through, and less once something does', async () => {
    const waits: number[] = [];
    const left = [4, 4, 4, 2, 0];
    await retryUnprocessed(
      [1, 2, 3, 4],
      (requests) => Promise.resolve(requests.slice(0, left.shift())),
      backoff(waits),
    );
    expect(waits).toEqual([100, 200, 400, 50]);
  });

  it('gives up after ten calls in a row in which nothing got through', async () => {
    let calls = 0;
    const refuseAll = (requests: readonly number[]) => {
      calls += 1;
      return Promise.resolve(requests);
    };
    await expect(retryUnprocessed([1, 2], refuseAll, backoff())).rejects.toThrow(ThrottledError);
    expect(calls).toBe(10);
  });
});
