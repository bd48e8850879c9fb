import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createOldest } from '../../../lambdas/scanner/domain/oldest.ts';

describe('the oldest of many', () => {
  it('are what sorting all of them would give', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: -2, max: 20 }), (items, count) => {
        const oldest = createOldest<number>(count, (item) => item);
        const refused = items.flatMap((item) => oldest.offer(item));
        const sorted = [...items].sort((one, other) => one - other);
        const { kept, others } = oldest.take();
        expect(kept).toEqual(sorted.slice(0, Math.max(0, count)));
        expect([...kept, ...others, ...refused].sort((one, other) => one - other)).toEqual(sorted);
      }),
    );
  });
});
