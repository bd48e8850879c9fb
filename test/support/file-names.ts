import fc from 'fast-check';

/** Names whose order differs between UTF-8 bytes, UTF-16 units and "without the suffix". */
const awkwardNames = [
  'a',
  'a-b',
  'a b',
  'a.b',
  'a0',
  '😀',
  'Ａ',
  'ａ',
  'é',
  'A',
  'vip',
  'vip 2',
  'vip-2024',
  '~',
  '\u{10ffff}',
  '\uffee',
];

export const fileNames = fc
  .oneof(
    fc.constantFrom(...awkwardNames),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
      // Hidden ones are no files.
      .filter((name) => !name.includes('/') && !name.startsWith('.')),
  )
  .map((name) => `${name}.csv`);

export const byBytes = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));
