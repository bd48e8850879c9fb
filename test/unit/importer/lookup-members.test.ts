import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lookupMembers } from '../../../lambdas/importer/lookup-members.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { unpaced } from '../../../lambdas/shared/pace.ts';
import { createUnitMeter } from '../../../lambdas/importer/unit-meter.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';

const ports = {
  backoff: { random: () => 0, sleep: () => Promise.resolve() },
  pace: unpaced,
  meter: createUnitMeter(),
  signal: new AbortController().signal,
};
const everyone = () => true;

/** A file's IDs, and those of them that were marked. */
const fileWith = (ids: string[]) => {
  const marked: string[] = [];
  return {
    marked,
    *ids() {
      yield ids;
    },
    mark: (some: readonly string[]) => {
      marked.push(...some);
    },
  };
};

describe('looking members up', () => {
  it('finds exactly the registered ones, however often keys are handed back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string(), { maxLength: 500 }),
        fc.array(fc.boolean(), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        async (ids, pattern, perCall) => {
          const registered = new Set(ids.filter((_, index) => pattern[index % pattern.length]));
          const isRegistered = (id: string): boolean => registered.has(id);
          const file = fileWith(ids);
          await lookupMembers(file, {
            getUsers: (asked) =>
              Promise.resolve({
                registered: asked.slice(0, perCall).filter(isRegistered),
                unprocessed: asked.slice(perCall),
                units: asked.length / 2,
              }),
            canBeUser: everyone,
            ...ports,
          });
          expect(file.marked.sort()).toEqual([...registered].sort());
        },
      ),
    );
  });

  it('asks for at most 100 keys a call, and never for one that DynamoDB would refuse', async () => {
    const asked: (readonly string[])[] = [];
    await lookupMembers(
      fileWith(Array.from({ length: 250 }, (_, index) => (index % 2 === 0 ? 'ok' : 'bad') + index)),
      {
        getUsers: (ids) => {
          asked.push(ids);
          return Promise.resolve({ registered: [], unprocessed: [], units: 0 });
        },
        canBeUser: (id) => id.startsWith('ok'),
        ...ports,
      },
    );
    expect(asked.map((ids) => ids.length)).toEqual([100, 25]);
    expect(asked.flat().every((id) => id.startsWith('ok'))).toBe(true);
  });

  it('keeps at most 32 calls under way', async () => {
    let underway = 0;
    let most = 0;
    await lookupMembers(fileWith(Array.from({ length: 10_000 }, (_, index) => String(index))), {
      getUsers: async () => {
        underway += 1;
        most = Math.max(most, underway);
        await new Promise(setImmediate);
        underway -= 1;
        return { registered: [], unprocessed: [], units: 0 };
      },
      canBeUser: everyone,
      ...ports,
    });
    expect(most).toBe(32);
  });

  it('asks and marks nothing any more when it has failed, also what it was repeating', async () => {
    const time = createVirtualTime();
    const file = fileWith(Array.from({ length: 1_000 }, (_, index) => String(index)));
    let calls = 0;
    let isThrottled = true;
    await time.run(async () => {
      const lookup = lookupMembers(file, {
        ...ports,
        backoff: { random: () => 0.5, sleep: time.sleep },
        getUsers: async (ids) => {
          calls += 1;
          await time.sleep(10);
          if (ids.includes('700')) throw new Error('denied');
          if (isThrottled) throw new TableThrottledError('no');
          return { registered: ids, unprocessed: [], units: 1 };
        },
        canBeUser: everyone,
      });
      await expect(lookup).rejects.toThrow('denied');
      isThrottled = false;
      const asked = calls;
      await time.sleep(60_000);
      expect(calls).toBe(asked);
      expect(file.marked).toEqual([]);
    });
  });
});
