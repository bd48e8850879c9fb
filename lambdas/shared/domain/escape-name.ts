/**
 * Characters that a screen obeys instead of showing them, or that change how others are shown: controls,
 * bidi controls, line separators, halves of surrogate pairs, and code points that are no characters. Anybody who may drop a file chooses its name.
 */
export const disobeyed = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** A name on one line that shows what it contains: a right-to-left override becomes `\u{202e}`. */
export const escapeName = (name: string): string =>
  name.replace(disobeyed, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
