import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBackPressure } from '../../../../lambdas/shared/back-pressure/back-pressure.ts';
import { TableThrottledError } from '../../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { createRandom } from '../../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../../support/aws/time/virtual-time.ts';

const { signal } = new AbortController();
const never = (): Promise<never> => Promise.reject(new TableThrottledError('no'));

const arrange = (mostCalls = 8) => {
  const time = createVirtualTime();
  const random = createRandom(1);
  const pressure = createBackPressure({
    mostCalls,
    sleep: time.sleep,
    random,
  });
  return { time, random, pressure };
};

describe('calls that may be refused', () => {
  it('are repeated until they are taken, a thousand times if need be', async () => {
    const { time, pressure } = arrange();
    let refusals = 0;
    const answer = await time.run(() =>
      pressure.call(() => {
        if (refusals === 1000) return Promise.resolve('taken');
        refusals += 1;
        return never();
      }, signal),
    );
    expect(answer).toBe('taken');
  });

  it('take each request of a batch once, whether parts of it or all of it are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 100 }),
        async (taken, count) => {
          const { time, pressure } = arrange();
          const requests = [...Array(count).keys()];
          const done: number[] = [];
          let call = 0;
          await time.run(() =>
            pressure.batch(
              requests,
              (some) => {
                call += 1;
                const most = call > taken.length ? 25 : taken[call - 1]!;
                if (most === 0) return never();
                done.push(...some.slice(0, most));
                return Promise.resolve(some.slice(most));
              },
              signal,
            ),
          );
          expect(done).toEqual(requests);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('end with the signal, and nothing waits any more', async () => {
    const { time, pressure } = arrange();
    const stop = new AbortController();
    let calls = 0;
    const all = time.run(async () => {
      time.startTimer(60_000, () => {
        stop.abort(new Error('late'));
      });
      const refuse = (): Promise<never> => {
        calls += 1;
        return never();
      };
      const begun = Array.from({ length: 40 }, () => pressure.call(refuse, stop.signal));
      const ended = await Promise.allSettled(begun);
      return { ended, at: time.now() };
    });
    const begunAt = time.now();
    const { ended, at } = await all;
    expect(ended.map((each) => each.status === 'rejected' && String(each.reason))).toEqual(
      Array(40).fill('Error: late'),
    );
    expect(at).toBe(begunAt + 60_000);
    expect(calls).toBeGreaterThan(100);
  });

  it('fail at once with anything else', async () => {
    const { time, pressure } = arrange();
    const denied = () => Promise.reject(new Error('denied'));
    await expect(time.run(() => pressure.call(denied, signal))).rejects.toThrow('denied');
    await expect(time.run(() => pressure.batch([1], denied, signal))).rejects.toThrow('denied');
  });

  it('are made one by one while all are refused, and side by side again when they are taken', async () => {
    const { time, pressure } = arrange(16);
    let underway = 0;
    let most = 0;
    let isRefusing = true;
    const make = async (): Promise<void> => {
      underway += 1;
      most = Math.max(most, underway);
      await time.sleep(10);
      underway -= 1;
      if (isRefusing) throw new TableThrottledError('no');
    };
    await time.run(async () => {
      const all = Array.from({ length: 300 }, () => pressure.call(make, signal));
      await time.sleep(5);
      expect(underway).toBe(16);
      await time.sleep(3_000);
      most = 0;
      await time.sleep(1_000);
      expect(most).toBe(1);
      isRefusing = false;
      await Promise.all(all);
      expect(most).toBe(16);
    });
  });

  it('use a table up, however many share it', async () => {
    // Ten importers, each with 16 segments, pages of 128 units in 100 ms, and a table of 12,000 units a second.
    const time = createVirtualTime();
    const random = createRandom(3);
    const unitsPerSecond = 12_000;
    const seconds = 10;
    let tokens = 0;
    let filledAt = time.now();
    let used = 0;
    const readPage = async (): Promise<void> => {
      await time.sleep(50);
      tokens = Math.min(unitsPerSecond, tokens + ((time.now() - filledAt) / 1000) * unitsPerSecond);
      filledAt = time.now();
      const isTaken = tokens > 0;
      if (isTaken) {
        tokens -= 128;
        used += 128;
      }
      await time.sleep(50);
      if (!isTaken) throw new TableThrottledError('no');
    };
    await time.run(async () => {
      const begun = time.now();
      const end = begun + seconds * 1000;
      const importer = async (): Promise<void> => {
        const pressure = createBackPressure({
          mostCalls: 16,
          random,
          sleep: time.sleep,
        });
        const segment = async (): Promise<void> => {
          while (time.now() < end) await pressure.call(readPage, signal);
        };
        await Promise.all(Array.from({ length: 16 }, segment));
      };
      await Promise.all(Array.from({ length: 10 }, importer));
    });
    expect(used / (seconds * unitsPerSecond)).toBeGreaterThan(0.9);
  });
});
