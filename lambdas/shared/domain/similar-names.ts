/** Names that a screen shows alike: accents of one character or two, blanks at the ends. */
const looksOf = (name: string): string => name.normalize('NFC').trim();

const soundsOf = (name: string): string => looksOf(name).toLowerCase();

/** Whoever asks for one of them may mean the other. */
export const areSimilar = (one: string, other: string): boolean =>
  soundsOf(one) === soundsOf(other);

/** How a name differs from a similar one that was asked for. */
export const differenceOf = (name: string, asked: string): string => {
  if (looksOf(name) !== looksOf(asked)) return 'in letter case';
  if (name.normalize('NFC') !== asked.normalize('NFC')) return 'in blanks at its ends';
  return name === name.normalize('NFC')
    ? 'in its accents, which are part of their letters (NFC)'
    : 'in its accents, which are characters of their own (NFD), as Macs write them';
};

/** Groups of names that look alike. */
export const findLookAlikes = (names: readonly string[]): string[][] =>
  [...Map.groupBy(names, looksOf).values()].filter(({ length }) => length > 1);

/** Shows what makes names differ that look alike: `cafe\u{301}`. */
export const spellOut = (name: string): string =>
  name.replace(/\p{Mark}|^\s+|\s+$/gu, (some) =>
    Array.from(some, (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`).join(''),
  );
