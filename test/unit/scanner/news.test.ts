import { describe, expect, it } from '@jest/globals';
import {
  endLook,
  type LastLook,
  restOf,
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

  it.each(['shop/vip.csv', 'shop/vip.CSV', 'shop/vip.csv.gz', 'shop/vip.txt', 'shop/vip'])(
    'keeps what somebody means: %s',
    (key) => {
      expect(folders(key)).toEqual(['shop/']);
    },
  );

  it.each(['vip.csv', 'shop/', 'shop/.vip.csv.swp', 'shop/vip.csv.part', 'shop/_SUCCESS', ''])(
    'leaves out what nobody means: %j',
    (key) => {
      expect(folders(key)).toEqual([]);
    },
  );
});

describe('a look', () => {
  const look = endLook(100_000, true, 50);

  it('has seen what was told before it began, clocks being what they are', () => {
    expect(wasSeenBy(look, 98_999)).toBe(true);
    expect(wasSeenBy(look, 99_000)).toBe(false);
    expect(wasSeenBy(look, 100_001)).toBe(false);
    expect(wasSeenBy(undefined, 0)).toBe(false);
  });

  it('that did not come to its end has seen nothing for sure', () => {
    expect(wasSeenBy(endLook(100_000, false, 50), 0)).toBe(false);
  });

  it('rests 10 ms for each that it has read, and until the next tick at most', () => {
    const rest = (of: LastLook | undefined) => restOf(of, 100_000);
    expect(rest(look)).toBe(500);
    expect(rest(endLook(100_000, false, 1_000_000))).toBe(600_000);
    expect(restOf(look, 100_600)).toBe(0);
    expect(rest(undefined)).toBe(0);
  });
});
