import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shortenName } from '../../../lambdas/mailer/domain/shorten-name.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { anyCharacter } from '../../support/any-character.ts';

describe('a name that is shown', () => {
  it.each([
    ['line ends', 'a\r\nb', 'a\\u{d}\\u{a}b'],
    ['a right-to-left override', 'vip\u202efdp', 'vip\\u{202e}fdp'],
    ['line separators', 'a\u2028b', 'a\\u{2028}b'],
    ['half of a character', 'a\ud83d', 'a\\u{d83d}'],
  ])('shows %s instead of obeying them', (_, name, shown) => {
    expect(escapeName(name)).toBe(shown);
  });

  it.each(['vip 2024', 'größte', '顧客', 'العملاء', '👩‍👩‍👧'])('leaves %s alone', (name) => {
    expect(escapeName(name)).toBe(name);
  });
});

describe('a name in a subject', () => {
  it('is whole when it fits', () => {
    expect(shortenName('x'.repeat(20), 20)).toBe('x'.repeat(20));
  });

  it('keeps its beginning and its end', () => {
    expect(shortenName('campaign-of-the-season-2026-11.csv', 20)).toBe('campaign-of-t…11.csv');
  });

  it.each([
    ['a family', '👩‍👩‍👧'],
    ['an escape', '\u202e'],
    ['a line end', '\r\n'],
    ['a pair of surrogates', '😀'],
  ])('does not cut %s in two', (_, unit) => {
    const shortened = shortenName(unit.repeat(100), 50);
    const [head = '', tail = ''] = shortened.split('…');
    const shown = escapeName(unit);
    expect(head).toBe(shown.repeat(head.length / shown.length));
    expect(tail).toBe(shown.repeat(tail.length / shown.length));
    expect(head).not.toBe('');
  });

  it('never exceeds the bound, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (name) => {
        const shortened = shortenName(name, 40);
        expect(shortened.length).toBeLessThanOrEqual(40);
        if (escapeName(name).length <= 40) expect(shortened).toBe(escapeName(name));
      }),
    );
  });
});
