import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { cutRanges } from '../../../reader/algebra/cut-ranges.ts';
import { intersect } from '../../../reader/algebra/intersect.ts';
import type { Batched } from '../../../reader/algebra/member-set.ts';
import { merge } from '../../../reader/algebra/merge.ts';
import { subtract } from '../../../reader/algebra/subtract.ts';
import { union } from '../../../reader/algebra/union.ts';
import { InvalidOptionError } from '../../../reader/index.ts';
import type { ReadOptions } from '../../../reader/read-options.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { type CountedSet, countedSet } from '../../support/counted-set.ts';
import { hashId } from '../../support/hash-id.ts';
import { orderMembers } from '../../support/order-members.ts';
import { collect } from '../../support/streams.ts';
import { readVectors } from '../../support/vectors.ts';

const hashes = [0n, 1n << 63n, (1n << 64n) - 1n];
/** Some of them only their bytes put in order, and not as UTF-16 would. */
const everybody = [
  ...Array.from({ length: 120 }, (_, user) => `user-${user}`),
  ...hashes.flatMap((hash) => idsWithHash(hash, 6)),
  ...readVectors('order').members,
];
const lists = fc.uniqueArray(fc.constantFrom(...everybody), { maxLength: everybody.length });
/** Nearly as before, as lists are from one day to the next. */
const nearlyAll = fc
  .uniqueArray(fc.constantFrom(...everybody), { maxLength: 5 })
  .map((gone) => everybody.filter((id) => !gone.includes(id)));
const sets = fc.record({
  members: fc.oneof(lists, nearlyAll),
  chunks: fc.integer({ min: 1, max: 50 }),
});
const severalSets = fc.array(sets, { minLength: 1, maxLength: 4 });

const open = (several: readonly { members: string[]; chunks: number }[]): CountedSet[] =>
  several.map(({ members, chunks }) => countedSet(members, chunks));
const membersOf = async (set: Batched): Promise<string[]> => (await collect(set.batches())).flat();

const inAll = (several: readonly { members: string[] }[]): string[] =>
  everybody.filter((id) => several.every(({ members }) => members.includes(id)));
const inSome = (several: readonly { members: string[] }[]): string[] =>
  everybody.filter((id) => several.some(({ members }) => members.includes(id)));

describe('sets of members', () => {
  it('intersect, unite and subtract as sets do, in the order of a version', async () => {
    await fc.assert(
      fc.asyncProperty(severalSets, async (several) => {
        const [first, ...others] = open(several);
        const gone = inSome(several.slice(1));
        const left = several[0]!.members.filter((id) => !gone.includes(id));
        expect(await membersOf(intersect(first!, ...others))).toEqual(
          orderMembers(inAll(several)).ids,
        );
        expect(await membersOf(union(first!, ...others))).toEqual(
          orderMembers(inSome(several)).ids,
        );
        expect(await membersOf(subtract(first!, ...others))).toEqual(orderMembers(left).ids);
        for (const { begun, ended } of [first!, ...others]) expect([begun, ended]).toEqual([3, 3]);
      }),
    );
  });

  it('combine with what was combined before', async () => {
    await fc.assert(
      fc.asyncProperty(sets, sets, sets, sets, async (...several) => {
        const [a, b, c, d] = open(several) as [CountedSet, CountedSet, CountedSet, CountedSet];
        const expected = everybody.filter((id) => {
          const [inA = false, inB = false, inC = false, inD = false] = several.map(({ members }) =>
            members.includes(id),
          );
          return (inA || inB) && inC && !inD;
        });
        expect(await membersOf(subtract(intersect(union(a, b), c), d))).toEqual(
          orderMembers(expected).ids,
        );
      }),
    );
  });

  it('never hand out a batch without members', async () => {
    await fc.assert(
      fc.asyncProperty(severalSets, async (several) => {
        for (const operation of [intersect, union])
          for await (const ids of operation(...open(several)).batches())
            expect(ids).not.toHaveLength(0);
      }),
      { numRuns: 20 },
    );
  });
});

const manyUsers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, user) => `user-${from + user}`);

const operations = { intersect, union, subtract };
const eachOperation = Object.entries(operations);

describe('reading a combination', () => {
  it('begins when the first batch is asked for, and again each time', async () => {
    const [one, other] = [countedSet(['a', 'b'], 1), countedSet(['b'], 1)];
    const both = intersect(one, other);
    const batches = both.batches();
    expect([one.begun, other.begun]).toEqual([0, 0]);
    expect(await collect(batches)).toEqual([['b']]);
    expect(await collect(both.ids())).toEqual(['b']);
    expect([one.begun, other.begun, one.ended, other.ended]).toEqual([2, 2, 2, 2]);
  });

  it.each(eachOperation)('pulls one batch of each ahead, at most: %s', async (_, operation) => {
    const [all, some] = [manyUsers(3000), manyUsers(900, 1500)];
    const sets = [
      { set: countedSet(all, 40), chunks: 40 },
      { set: countedSet(some, 7), chunks: 7 },
      { set: countedSet(all, 90), chunks: 90 },
    ];
    const [first, second, third] = sets.map(({ set }) => set);
    const combined =
      operation === subtract ? subtract(first!, second!) : operation(first!, second!, third!);
    let batches = 0;
    for await (const ids of combined.batches()) {
      batches += 1;
      const reached = hashId(ids.at(-1)!);
      for (const { set, chunks } of sets)
        expect(set.pulled).toBeLessThanOrEqual(bucketOf(reached, chunks) + 2);
    }
    expect(batches).toBeGreaterThan(30);
  });

  it('ends where nothing can come of the rest', async () => {
    const [all, few] = [countedSet(manyUsers(1000), 50), countedSet([], 1)];
    expect(await membersOf(intersect(all, few))).toEqual([]);
    expect([all.pulled, all.ended]).toEqual([1, 1]);
    expect(await membersOf(subtract(few, all))).toEqual([]);
    expect([all.pulled, all.ended]).toEqual([2, 2]);
  });

  it('reads a set once that is named twice', async () => {
    const set = countedSet(['a', 'b'], 2);
    expect(await membersOf(union(set, set))).toEqual(orderMembers(['a', 'b']).ids);
    expect(await membersOf(intersect(set, set))).toEqual(orderMembers(['a', 'b']).ids);
    expect(set.begun).toBe(2);
    expect(await membersOf(subtract(set, set, set))).toEqual([]);
  });

  it('passes on how is read, and refuses at once what there is not', async () => {
    const asked: unknown[] = [];
    const set = countedSet(['a'], 1, (_, { consistent, parallelism } = {}) => {
      asked.push([consistent, parallelism]);
    });
    await collect(union(subtract(set)).ids({ consistent: true, parallelism: 3 }));
    expect(asked).toEqual([
      [true, 3],
      [true, 3],
    ]);
    expect(() => union(set).batches({ parallelism: 0 })).toThrow(InvalidOptionError);
    expect(() => union(set).ids({ parallelism: 0 })).toThrow(InvalidOptionError);
  });

  it('takes no set for nobody, but for everybody', async () => {
    expect(await membersOf(union())).toEqual([]);
    expect(() => intersect()).toThrow(TypeError);
  });

  it.each(eachOperation)(
    'that is given up ends each of its sets first: %s',
    async (_, operation) => {
      const sets = [countedSet(manyUsers(1000), 20), countedSet(manyUsers(500), 9)];
      const combined = union(operation(sets[0]!, sets[1]!), countedSet(['other'], 1));
      for await (const ids of combined.batches()) {
        expect(ids).not.toHaveLength(0);
        break;
      }
      expect(sets.map(({ begun, ended }) => [begun, ended])).toEqual([
        [1, 1],
        [1, 1],
      ]);
    },
  );

  /** Answers when its reader has given up, and not before. */
  const untilAborted = (_: number, { signal }: ReadOptions = {}): Promise<void> =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });

  it.each(eachOperation)('ends each set when one fails: %s', async (_, operation) => {
    const waits = countedSet(manyUsers(10), 2, (pulled, options) =>
      pulled === 2 ? untilAborted(pulled, options) : undefined,
    );
    const breaks = countedSet(manyUsers(10), 2, (pulled) => {
      if (pulled === 2) throw new Error('broken');
    });
    await expect(membersOf(operation(waits, breaks))).rejects.toThrow('broken');
    expect([waits.begun, waits.ended, breaks.ended]).toEqual([1, 1, 1]);
  });

  it.each(eachOperation)('ends each set when it is aborted: %s', async (_, operation) => {
    const reason = new Error('enough');
    const aborting = new AbortController();
    const waits = countedSet(manyUsers(10), 1, untilAborted);
    const quick = countedSet(manyUsers(10), 1, () => {
      aborting.abort(reason);
    });
    const { signal } = aborting;
    await expect(collect(operation(waits, quick).batches({ signal }))).rejects.toBe(reason);
    expect([waits.begun, waits.ended, quick.ended]).toEqual([1, 1, 1]);
    await expect(collect(operation(waits, quick).batches({ signal }))).rejects.toBe(reason);
    expect([waits.begun, quick.begun]).toEqual([1, 1]);
  });

  it('is aborted between two batches, also of sets that do not look at the signal', async () => {
    const aborting = new AbortController();
    const sets = [countedSet(manyUsers(1000), 20), countedSet(manyUsers(1000), 30)];
    const reading = (async () => {
      for await (const ids of union(...sets).batches({ signal: aborting.signal }))
        if (ids.length > 0) aborting.abort(new Error('enough'));
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(sets.map(({ ended }) => ended)).toEqual([1, 1]);
    expect(sets[0]!.pulled).toBeLessThan(4);
  });
});

describe('hashing', () => {
  /** What reading and merging these sets hashes. */
  const countHashes = async (...sets: Batched[]): Promise<number> => {
    let count = 0;
    const counting = (id: string): bigint => {
      count += 1;
      return hashId(id);
    };
    const ranges = cutRanges(sets, (hasMore) => hasMore.some(Boolean), counting, {});
    for await (const [one = [], other = []] of ranges) merge(one, other, counting);
    return count;
  };
  const all = manyUsers(10_000);

  it.each([
    ['a set alone', [70]],
    ['the same members, in as many chunks', [70, 70]],
    ['the same members, in more chunks', [70, 97]],
  ])('is not needed for %s', async (_, chunks) => {
    expect(await countHashes(...chunks.map((count) => countedSet(all, count)))).toBe(0);
  });

  it('is needed for few of the members of a set and a part of it, and of lists that are nearly the same', async () => {
    const yesterday = [...all.slice(100), ...manyUsers(100, 20_000)];
    expect(await countHashes(countedSet(all, 70), countedSet(yesterday, 70))).toBeLessThan(300);
    const half = countedSet(all.slice(5000), 31);
    expect(await countHashes(countedSet(all, 70), half)).toBeLessThan(500);
  });

  it('is needed once for each member of lists that have nobody in common, and a few more', async () => {
    const others = manyUsers(10_000, 20_000);
    expect(await countHashes(countedSet(all, 70), countedSet(others, 70))).toBeLessThan(23_000);
  });
});
