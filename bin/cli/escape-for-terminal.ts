/**
 * Characters that a terminal obeys instead of showing them, or that change how others are shown: controls,
 * bidi controls, line separators, halves of surrogate pairs. Anybody who may drop a file chooses its name.
 */
const disobeyed = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text on one line that shows what it contains: a right-to-left override becomes `\u{202e}`. */
export const escapeForTerminal = (text: string): string =>
  text.replace(disobeyed, (character) => `\\u{${codePointOf(character).toString(16)}}`);

/** The same document, whose strings carry these characters as JSON's own escapes. */
export const escapeJsonForTerminal = (json: string): string =>
  json.replace(disobeyed, (character) =>
    character === '\n' ? character : `\\u${codePointOf(character).toString(16).padStart(4, '0')}`,
  );

const codePointOf = (character: string): number => character.codePointAt(0) ?? 0;
