import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys, lowerBound } from '../../../local/s3/protocol/key-order.ts';
import { anyCharacter } from '../../support/any-character.ts';

const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Around the surrogates, where UTF-16 and UTF-8 disagree. */
const character = fc.oneof(
  fc.constantFrom(
    'a',
    '/',
    '.',
    '-',
    '0',
    'é',
    '\ud7ff',
    '\ue000',
    'ａ',
    '\uffff',
    '😀',
    '\u{10ffff}',
  ),
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 1 }),
);
const key = fc.string({ unit: character, maxLength: 6 });

describe('compareKeys', () => {
  it('orders as the bytes of UTF-8 do', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(bytewise(a, b));
      }),
    );
  });

  it('puts a fullwidth letter before an emoji, where < does not', () => {
    expect(['😀', 'ａ'].sort(compareKeys)).toEqual(['ａ', '😀']);
    expect(['ａ', '😀'].sort()).toEqual(['😀', 'ａ']);
  });
});

describe('lowerBound', () => {
  it('finds the first name that is not below the bound', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key), key, (names, bound) => {
        const sorted = names.sort(compareKeys);
        const expected = sorted.filter((name) => bytewise(name, bound) < 0).length;
        expect(lowerBound(sorted, bound)).toBe(expected);
      }),
    );
  });
});
