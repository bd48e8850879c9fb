import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyEdits } from '../../../lambdas/shared/membership/apply-edits.ts';
import { bucketOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import {
  differenceBucketOf,
  firstBaseBucket,
  runOf,
} from '../../../lambdas/shared/membership/difference-layout.ts';
import { BrokenEditsError, decodeEdits } from '../../../lambdas/shared/membership/edits.ts';
import { hashId } from '../../support/hash-id.ts';
import { cutDifference } from '../../support/membership/difference-oracle.ts';
import { orderMembers } from '../../support/order-members.ts';

const sets = fc.uniqueArray(fc.integer({ min: 0, max: 400 }).map((user) => `user-${user}`));
const layouts = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .map(([one, other]) => ({ baseChunks: Math.max(one, other), chunks: Math.min(one, other) }));
const largeLayouts = fc
  .tuple(fc.integer({ min: 1, max: 2 ** 21 }), fc.integer({ min: 1, max: 2 ** 21 }))
  .map(([one, other]) => ({ baseChunks: Math.max(one, other), chunks: Math.min(one, other) }));

const apply = (
  base: readonly string[],
  members: readonly string[],
  layout: { baseChunks: number; chunks: number },
): string[] => {
  const buckets = Array.from({ length: layout.baseChunks }, (): string[] => []);
  for (const id of orderMembers(base).ids)
    buckets[bucketOf(hashId(id), layout.baseChunks)]!.push(id);
  for (const { bucket, edits, added } of cutDifference(base, members, layout)) {
    const incoming = added[Symbol.iterator]();
    const next = (): string | undefined => {
      const { value, done } = incoming.next();
      return done ? undefined : value;
    };
    for (const changed of decodeEdits(edits, runOf(bucket, layout)))
      buckets[changed.bucket] = applyEdits(buckets[changed.bucket]!, changed.edits, next);
    expect(next()).toBeUndefined();
  }
  return buckets.flat();
};

describe('a difference', () => {
  it('gives the members back from the base, in their order', () => {
    fc.assert(
      fc.property(sets, sets, layouts, (base, members, layout) => {
        expect(apply(base, members, layout)).toEqual(orderMembers(members).ids);
      }),
    );
  });

  it('says nothing where nothing has changed', () => {
    fc.assert(
      fc.property(sets, layouts, (base, layout) => {
        for (const { edits, added } of cutDifference(base, base, layout))
          expect([edits.length, added.length]).toEqual([0, 0]);
      }),
    );
  });

  it('has each chunk of the base in one of its chunks, whatever their numbers', () => {
    fc.assert(
      fc.property(largeLayouts, fc.nat(), (layout, some) => {
        const baseBucket = some % layout.baseChunks;
        const bucket = differenceBucketOf(baseBucket, layout);
        expect(BigInt(bucket)).toBe(
          (BigInt(baseBucket) * BigInt(layout.chunks)) / BigInt(layout.baseChunks),
        );
        expect(firstBaseBucket(bucket, layout)).toBeLessThanOrEqual(baseBucket);
        expect(firstBaseBucket(bucket + 1, layout)).toBeGreaterThan(baseBucket);
        expect(firstBaseBucket(layout.chunks, layout)).toBe(layout.baseChunks);
      }),
    );
  });
});

describe('edits', () => {
  it.each([
    ['a number that does not end', [0x80]],
    ['a number that is too long', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['an end before the number of edits', [1]],
    ['fewer edits than there are to be', [1, 2, 5]],
    ['a chunk of the base behind the run', [9, 0]],
    ['a chunk of the base behind the run, after another one', [4, 0, 5, 0]],
    ['a chunk of the base, twice', [4, 0, 0, 0]],
  ])('are refused: %s', (_, bytes) => {
    expect(() => [...decodeEdits(Uint8Array.from(bytes), { first: 0, end: 9 })]).toThrow(
      BrokenEditsError,
    );
  });

  it('may be about every chunk of a run, from the first to the last', () => {
    const buckets = [...decodeEdits(Uint8Array.from([0, 0, 8, 0]), { first: 0, end: 9 })];
    expect(buckets.map(({ bucket }) => bucket)).toEqual([0, 8]);
  });

  it.each([
    ['of an ID behind the last', [2 * 2], 0],
    ['that put an ID behind the last but one', [2 * 3 + 1], 1],
    ['that go back', [2 * 1, 2 * 0], 0],
    ['that take an ID away twice', [2 * 1, 2 * 1], 0],
    ['with more IDs than come in', [1, 1], 1],
  ])('do not apply: %s', (_, edits, count) => {
    const incoming = ['c'].slice(0, count);
    expect(() => applyEdits(['a', 'b'], edits, () => incoming.shift())).toThrow(BrokenEditsError);
  });

  it('may go on behind the last ID', () => {
    expect(applyEdits(['a', 'b'], [2 * 1, 2 * 2 + 1], () => 'c')).toEqual(['a', 'c']);
  });
});
