import type { HiddenCause, Sign } from './sign.ts';

/** As tools write it: with one digit in front. */
const scientific = /^([+-]?)(\d)(?:[.,](\d+))?e\+?(\d{1,3})$/i;

/** All digits of a number that was written shorter. */
const writtenOut = (id: string): string | undefined => {
  const [, sign = '', whole = '', fraction = '', exponent] = scientific.exec(id) ?? [];
  const power = Number(exponent ?? 0);
  const digits = fraction.replace(/0+$/, '');
  if (exponent === undefined || digits.length > power) return undefined;
  const padded = (whole + digits.padEnd(power, '0')).replace(/^0+(?=\d)/, '');
  return (sign === '-' ? '-' : '') + padded;
};

/** A spreadsheet keeps as many digits, and a program one or two more, unless by chance. */
const digitsKept = 15;

/** Of signed and unsigned integers. */
const largest: ReadonlySet<string> = new Set(
  [31n, 32n, 63n, 64n].map((bits) => String(2n ** bits - 1n)),
);

/** What a spreadsheet makes of a number, or a program prints of a double, in the two ways in which it can. */
const isRounded = (id: string): boolean => {
  if (/^0+$/.test(id.slice(digitsKept))) return true;
  const nearest = Number(id);
  return id.length > 16 && (String(nearest) === id || BigInt(nearest).toString() === id);
};

/** Of numbers of 16 digits each tenth looks so by chance, of 17 each eighth, of longer ones fewer. */
const leastOfRounded = 0.5;

const areRounded = (ids: readonly string[]): boolean => {
  const rounded = ids.filter(isRounded);
  return (
    rounded.length >= ids.length * leastOfRounded &&
    (rounded.length > 1 || rounded.every(({ length }) => length > 17))
  );
};

const separators = /[,.'’_ \u00a0\u2009\u202f]/g;

/** What becomes of IDs that a program takes for numbers. */
export const signsOfNumbers: readonly Sign[] = [
  {
    kind: 'scientific',
    says: ['is a number in scientific notation', 'are numbers in scientific notation'],
    has: (id) => scientific.test(id),
    mends: () => [{ how: 'with all digits written out', mend: writtenOut }],
    remedy:
      'A program took them for numbers: import the column as Text (Excel, LibreOffice) or character (R), print it as integer (Go: %d).',
  },
  {
    kind: 'decimal',
    says: ['ends with .0', 'end with .0'],
    // Three zeros may be thousands.
    has: (id) => /^[+-]?\d+[.,](?!000$)0+$/.test(id),
    mends: () => [{ how: 'without the trailing .0', mend: (id) => id.replace(/[.,]0+$/, '') }],
    remedy:
      'A program took them for numbers, as it does beside an empty value: read the column as text (pandas: dtype=str; csvkit: -I).',
  },
  {
    kind: 'overflow',
    says: ['is the largest number of 32 or 64 bits', 'are the largest numbers of 32 or 64 bits'],
    has: (id) => largest.has(id),
    remedy:
      'A column was too small for the number and cut it off there: keep IDs as text in every step (GDAL: -oo AUTODETECT_TYPE=NO).',
  },
  {
    kind: 'rounded',
    says: [
      'is a number of 16 digits or more whose last ones were rounded',
      'are numbers of 16 digits or more whose last ones were rounded',
    ],
    has: (id) => /^[1-9]\d{15,20}$/.test(id),
    isChance: (having) => !areRounded(having),
    remedy:
      'The digits are lost: keep IDs as text in every step (JavaScript: string, R: character, Excel: Text), and export again.',
  },
  {
    kind: 'date',
    says: ['is a date', 'are dates'],
    has: (id) => /^(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})$/.test(id),
    remedy:
      'A spreadsheet turns IDs such as 3-4 into dates: import the column as Text there, and export it again.',
  },
];

/** The same where only the registered users show it. */
export const hiddenInNumbers: readonly HiddenCause[] = [
  {
    kind: 'thousands',
    has: (id) => /^\d{1,3}([,.'’_ \u00a0\u2009\u202f]\d{3})+$/.test(id),
    mends: () => [
      { how: 'without thousands separators', mend: (id) => id.replaceAll(separators, '') },
    ],
    remedy: 'Format the column as text, or as a number without separators, and export it again.',
  },
  {
    kind: 'zeros',
    has: (id) => /^\d+$/.test(id),
    mends: ({ widths }) => [
      ...widths.map((width) => ({
        how: `with zeros in front, ${width} digits in all`,
        mend: (id: string) => (id.length < width ? id.padStart(width, '0') : undefined),
      })),
      {
        how: 'without the zeros in front',
        mend: (id) => (id.startsWith('0') ? id.replace(/^0+(?=\d)/, '') : undefined),
        remedy: 'The registered IDs have none: have the export write them unpadded.',
      },
    ],
    remedy:
      'A program took them for numbers and dropped the zeros: read the column as text in every step (pandas: dtype=str; Excel: Text).',
  },
];
