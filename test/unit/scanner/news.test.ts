import { describe, expect, it } from '@jest/globals';
import {
  endLook,
  type EndedLook,
  isResting,
  wasSeenBy,
} from '../../../lambdas/scanner/domain/last-look.ts';
import { gatherByFolder } from '../../../lambdas/scanner/domain/news.ts';

const folders = (...keys: string[]) =>
  gatherByFolder(keys.map((key, index) => ({ key, sentAt: index }))).map(({ folder }) => folder);

describe('gathering news', () => {
  it('makes one of all that is told of a folder, as late as the last of it', () => {
    const news = Array.from({ length: 1000 }, (_, index) => ({
      key: `shop/${index}.csv`,
      sentAt: (index * 7) % 1000,
    }));
    expect(gatherByFolder(news)).toEqual([{ folder: 'shop/', key: 'shop/999.csv', sentAt: 999 }]);
    expect(folders('a/1.csv', 'b/1.csv', 'a/b/1.csv', 'a/2.csv')).toEqual(['a/', 'b/', 'a/b/']);
  });

  it.each(['shop/vip.csv', 'shop/vip.CSV', 'shop/vip.csv.gz', 'shop/_vip.csv'])(
    'keeps what is a file by its name: %s',
    (key) => {
      expect(folders(key)).toEqual(['shop/']);
    },
  );

  it.each([
    ...['vip.csv', 'shop/', 'shop/.vip.csv', 'shop/vip.csv.part', 'shop/_SUCCESS', ''],
    ...['shop/vip.txt', 'shop/vip', 'shop/.csv'],
  ])('leaves out what is none: %j', (key) => {
    expect(folders(key)).toEqual([]);
  });
});

describe('a look', () => {
  const end = (more: Partial<EndedLook> = {}, least = 0) =>
    endLook({ begunAt: 100_000, endedAt: 101_000, isWhole: true, items: 50, ...more }, least);

  it('has seen what was told before it began, clocks being what they are', () => {
    expect(wasSeenBy(end(), 98_999)).toBe(true);
    expect(wasSeenBy(end(), 99_000)).toBe(false);
    expect(wasSeenBy(end(), 100_001)).toBe(false);
    expect(wasSeenBy(undefined, 0)).toBe(false);
  });

  it('that did not come to its end has seen nothing for sure', () => {
    expect(wasSeenBy(end({ isWhole: false }), 0)).toBe(false);
  });

  it('rests from its end on 10 ms for each that it has read, and not less than it may', () => {
    expect(end()).toMatchObject({ restsUntil: 101_500, isLeftToTick: false });
    expect(end({}, 2000)).toMatchObject({ restsUntil: 103_000, isLeftToTick: false });
    expect(isResting(end(), 101_499)).toBe(true);
    expect(isResting(end(), 101_500)).toBe(false);
    expect(isResting(undefined, 0)).toBe(false);
  });

  it.each<Partial<EndedLook>>([{ items: 60_000 }, { items: 1_000_000 }, { isCutShort: true }])(
    'leaves it to the tick if that comes before its rest is over: %j',
    (more) => {
      expect(end(more)).toMatchObject({ restsUntil: 701_000, isLeftToTick: true });
    },
  );
});
