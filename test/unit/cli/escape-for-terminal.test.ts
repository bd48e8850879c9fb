import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeJsonForTerminal } from '../../../bin/cli/terminal/escape-for-terminal.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { anyCharacter } from '../../support/any-character.ts';

describe('text for a terminal', () => {
  it.each([
    ['escape sequences', '\u001b[2Jvip', '\\u{1b}[2Jvip'],
    ['C1 controls', '\u009b2J', '\\u{9b}2J'],
    ['line ends', 'a\nb\r', 'a\\u{a}b\\u{d}'],
    ['a right-to-left override', 'vip\u202efdp', 'vip\\u{202e}fdp'],
    ['isolates and marks', '\u2066a\u200f', '\\u{2066}a\\u{200f}'],
    ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ])('shows %s instead of obeying them', (_, text, shown) => {
    expect(escapeName(text)).toBe(shown);
  });

  it.each(['vip 2024', 'größte', '顧客', 'العملاء', '👩‍👩‍👧'])('leaves %s alone', (text) => {
    expect(escapeName(text)).toBe(text);
  });

  it('never lets a control or bidi character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(escapeName(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });

  it('keeps the value of a JSON document', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const json = escapeJsonForTerminal(JSON.stringify({ text }, null, 2));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      }),
    );
  });
});
