import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isUserId,
  mostUserIdBytes,
  ownUserKey,
  userShardKey,
  userShards,
} from '../../../lambdas/shared/own-user-key.ts';
import { readVectors } from '../../support/vectors.ts';

describe("the key of a user in the stack's own table", () => {
  it.each(readVectors('users'))('is that of the test vector $project, $id', (vector) => {
    const { project, id, shard } = vector;
    expect(ownUserKey(project, id)).toEqual({ shard, id });
    expect(isUserId(id)).toBe(true);
  });

  it('spreads IDs over all shards, also those that differ in a digit', () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 64_000; index += 1) {
      const { shard } = ownUserKey('shop', `user-${String(index).padStart(9, '0')}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(
      Array.from({ length: userShards }, (_, shard) => userShardKey('shop', shard)).sort(),
    );
    expect(Math.max(...counts.values())).toBeLessThan(1_150);
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
  });

  it('fits into a sort key', () => {
    expect(isUserId('')).toBe(false);
    fc.assert(
      fc.property(
        fc.constantFrom('x', 'é', '漢', '😀'),
        fc.integer({ min: 1, max: 1100 }),
        (unit, count) => {
          const id = unit.repeat(count);
          expect(isUserId(id)).toBe(Buffer.byteLength(id) <= mostUserIdBytes);
        },
      ),
    );
  });
});
