import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };

const toCharacter = (place: number): string =>
  String.fromCodePoint(place < surrogates.from ? place : place + surrogates.count);

const toPlace = (value: unknown): number => {
  const codePoint = typeof value === 'string' ? value.codePointAt(0) : undefined;
  if (codePoint === undefined || value !== String.fromCodePoint(codePoint))
    throw new TypeError('not one character');
  return codePoint < surrogates.from ? codePoint : codePoint - surrogates.count;
};

/**
 * Any character of Unicode, as the `unit` of strings: the same as `unit: 'binary'`, for which fast-check first makes a table of all
 * of them, in each test file anew, for more than a second.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(0x10ffff - surrogates.count)
  .map(toCharacter, toPlace);
