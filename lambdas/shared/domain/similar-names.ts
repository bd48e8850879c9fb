/** Names that a screen shows alike: accents of one character or two, blanks at the ends. */
const looksOf = (name: string): string => name.normalize('NFC').trim();

const soundsOf = (name: string): string => looksOf(name).toLowerCase();

/** Whoever asks for one of them may mean the other. */
export const areSimilar = (one: string, other: string): boolean =>
  soundsOf(one) === soundsOf(other);

/** How a name differs from a similar one: in its accents, those of NFC are part of their letters. */
export type NameDifference = 'case' | 'blanks' | 'composed' | 'decomposed';

/** How a name differs from a similar one that was asked for. */
export const differenceOf = (name: string, asked: string): NameDifference => {
  if (looksOf(name) !== looksOf(asked)) return 'case';
  if (name.normalize('NFC') !== asked.normalize('NFC')) return 'blanks';
  return name === name.normalize('NFC') ? 'composed' : 'decomposed';
};

/** Groups of names that look alike. */
export const findLookAlikes = (names: readonly string[]): string[][] =>
  [...Map.groupBy(names, looksOf).values()].filter(({ length }) => length > 1);

/** Shows what makes names differ that look alike: `cafe\u{301}`. */
export const spellOut = (name: string): string =>
  name.replace(/\p{Mark}|^\s+|\s+$/gu, (some) =>
    Array.from(some, (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`).join(''),
  );
