import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { hashId } from '../../support/hash-id.ts';
import { idWithHash } from '../../support/colliding-ids.ts';
import { idsOf, joinAll } from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';
import { readVectors } from '../../support/vectors.ts';

const kernel = new JoinKernel();

/** The half of the hash that the kernel shows. */
const tagOf = (id: string): number => joinAll(kernel, [id]).tagOf(0);
const highHalf = (hash: bigint): number => Number(hash >> 32n);

describe("the kernel's hash", () => {
  it.each(readVectors('hashes').filter(({ id }) => id !== ''))(
    'of $id is the published one',
    ({ id, xxh64 }) => {
      expect(tagOf(id)).toBe(highHalf(BigInt(`0x${xxh64}`)));
    },
  );

  it('is XXH64 at every length, by another implementation', () => {
    for (let length = 1; length <= 100; length++)
      for (const id of ['x'.repeat(length), 'é漢 user-0001 '.repeat(10).slice(0, length)])
        expect([id, tagOf(id)]).toEqual([id, highHalf(hashId(id))]);
  });

  it('is XXH64 of any ID', () => {
    const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        ids.filter((id) => !id.includes('\n')),
        (id) => {
          expect(tagOf(id)).toBe(highHalf(hashId(id)));
        },
      ),
    );
  });

  it('decides with its low half, too, which the order shows', () => {
    const lows = [0n, 1n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 32n - 1n, 12_345n];
    const ids = lows.map((low) => idWithHash((0x9abc_def0n << 32n) | low));
    const members = joinAll(kernel, ids);
    expect(idsOf(members)).toEqual(orderMembers(ids).ids);
    expect(ids.map((_, index) => members.tagOf(index))).toEqual(ids.map(() => 0x9abc_def0));
  });
});
