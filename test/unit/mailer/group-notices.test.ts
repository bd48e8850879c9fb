import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupNotices } from '../../../lambdas/mailer/domain/group-notices.ts';
import { manyNotices, pendingNotice } from './notices.ts';

describe('notices of one project', () => {
  it.each([
    [1, [1]],
    [10, Array<number>(10).fill(1)],
    [11, [11]],
    [5000, [5000]],
  ])('%p of one cause make letters of %p', (count, sizes) => {
    expect(groupNotices(manyNotices(count)).map(({ length }) => length)).toEqual(sizes);
  });

  it('are not thrown together when their kinds or causes differ', () => {
    const letters = groupNotices([
      ...manyNotices(11),
      ...manyNotices(11, { cause: 'empty' }),
      ...manyNotices(11, { kind: 'failed' }),
    ]);
    expect(letters.map(({ length }) => length)).toEqual([11, 11, 11]);
  });

  it('are told in the order in which they arose', () => {
    const letters = groupNotices([
      pendingNotice('vip.csv', { kind: 'recovered', cause: 'recovered', at: 3 }),
      ...manyNotices(11, { at: 2 }),
      pendingNotice('vip.csv', { cause: 'empty', at: 1 }),
    ]);
    expect(letters.map(([{ notice }]) => notice.at)).toEqual([1, 2, 3]);
  });

  it('are each in exactly one letter', () => {
    const notices = fc.array(
      fc.record({
        fileName: fc.constantFrom('a.csv', 'b.csv'),
        cause: fc.constantFrom('empty', 'not-utf8', 'limit'),
        at: fc.nat(5),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(notices, (given) => {
        const pending = given.map(({ fileName, ...more }, index) =>
          pendingNotice(fileName, { ...more, importId: String(index) }),
        );
        const keys = groupNotices(pending).flatMap((letter) => letter.map(({ key }) => key));
        expect(keys.toSorted()).toEqual(pending.map(({ key }) => key).toSorted());
      }),
    );
  });
});
