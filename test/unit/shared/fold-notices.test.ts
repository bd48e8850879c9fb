import { describe, expect, it } from '@jest/globals';
import {
  addNotices,
  mostNotices,
  type Notices,
} from '../../../lambdas/shared/domain/fold-notices.ts';
import { clipText } from '../../../lambdas/shared/domain/clip-text.ts';
import { type Notice, noticeKey, noticeSchema } from '../../../lambdas/shared/domain/notice.ts';
import { aNotice } from '../mailer/notices.ts';

/** The notice of an import that ended at this time. */
const noticeAt = (at: number, more: Partial<Notice> = {}): Notice =>
  aNotice({ importId: `import-${at}`, at, ...more });

const byKey = (...notices: Notice[]): Notices =>
  Object.fromEntries(notices.map((notice) => [noticeKey(notice), notice]));

/** What the audience has after the addition. */
const after = (present: Notices, added: readonly Notice[]): Notice[] => {
  const { written, folded } = addNotices(present, added);
  const all = new Map([...Object.entries(present), ...written]);
  for (const key of folded) all.delete(key);
  return [...all.values()];
};

const upTo = (count: number, more: Partial<Notice> = {}): Notice[] =>
  Array.from({ length: count }, (_, index) => noticeAt(index + 1, more));

describe('a notice that is added', () => {
  it('leaves the others alone while there is room', () => {
    const present = byKey(...upTo(mostNotices - 1));
    const added = noticeAt(100);
    expect(addNotices(present, [added])).toEqual({
      written: new Map([[noticeKey(added), added]]),
      folded: [],
    });
  });

  it('takes the oldest of its cause into itself when there is none', () => {
    const present = byKey(...upTo(mostNotices));
    const added = noticeAt(100);
    const { written, folded } = addNotices(present, [added]);
    expect(folded).toEqual(['import-1:not-utf8']);
    expect([...written.values()]).toEqual([{ ...added, earlier: { count: 1, first: 1, last: 1 } }]);
  });

  it('makes the oldest of the most frequent cause go into the newest of that, not into one of another', () => {
    const present = byKey(...upTo(mostNotices - 1), noticeAt(50, { cause: 'empty' }));
    const added = noticeAt(100, { cause: 'limit' });
    const { written, folded } = addNotices(present, [added]);
    expect(folded).toEqual(['import-1:not-utf8']);
    expect([...written.values()]).toEqual([
      added,
      noticeAt(mostNotices - 1, { earlier: { count: 1, first: 1, last: 1 } }),
    ]);
  });

  it('keeps one of each cause, and counts all others, over any number', () => {
    let present: Notices = {};
    const total = 1_395;
    for (let at = 1; at <= total; at += 1) {
      const cause = at % 3 === 0 ? 'empty' : 'not-utf8';
      present = byKey(...after(present, [noticeAt(at, { cause })]));
      expect(Object.keys(present).length).toBeLessThanOrEqual(mostNotices);
    }
    const counted = Object.values(present).reduce(
      (sum, { earlier }) => sum + 1 + (earlier?.count ?? 0),
      0,
    );
    expect(counted).toBe(total);
    const firsts = Object.values(present).flatMap(({ earlier }) => earlier?.first ?? []);
    expect(Math.min(...firsts)).toBe(1);
  });

  it('remembers when the first and the last of those were that it stands for', () => {
    const present = byKey(...upTo(mostNotices));
    const twice = after(byKey(...after(present, [noticeAt(100)])), [noticeAt(200)]);
    expect(twice.at(-1)?.earlier).toEqual({ count: 1, first: 2, last: 2 });
    const folded = after(
      byKey(...upTo(mostNotices, { earlier: { count: 3, first: -9, last: -2 } })),
      [noticeAt(100)],
    );
    expect(folded.at(-1)?.earlier).toEqual({ count: 4, first: -9, last: 1 });
  });

  it('makes an audience from before this bound smaller by and by', () => {
    const present = byKey(...upTo(100));
    const { folded } = addNotices(present, [noticeAt(200)]);
    expect(folded).toHaveLength(20);
  });

  it('finds room for one of every kind', () => {
    expect(noticeSchema.shape.kind.options.length).toBeLessThan(mostNotices);
  });

  it('goes by kind where no cause is there twice', () => {
    const others = Array.from({ length: mostNotices - 2 }, (_, index) =>
      noticeAt(index + 1, { cause: `cause-${index}` }),
    );
    const emptied = noticeAt(0, { kind: 'emptied', cause: 'emptied' });
    const recovered = noticeAt(50, { kind: 'recovered', cause: 'recovered' });
    const added = noticeAt(100, { kind: 'held', cause: 'shrinks' });
    const { written, folded } = addNotices(byKey(emptied, ...others, recovered), [added]);
    expect(folded).toEqual(['import-1:cause-0']);
    expect([...written.values()]).toEqual([
      added,
      { ...others.at(-1), earlier: { count: 1, first: 1, last: 1 } },
    ]);
  });
});

describe('a text that is clipped', () => {
  it.each([
    ['fits', 'ten bytes.', 10, 'ten bytes.'],
    ['is one byte too long', 'eleven byte', 10, 'eleven …'],
    ['ends within a character', '春春春春', 10, '春春…'],
    ['ends within a surrogate pair', '😀😀😀', 10, '😀…'],
  ])('because it %s', (_, text, most, expected) => {
    expect(clipText(text, most)).toBe(expected);
    expect(Buffer.byteLength(clipText(text, most))).toBeLessThanOrEqual(most);
  });
});
