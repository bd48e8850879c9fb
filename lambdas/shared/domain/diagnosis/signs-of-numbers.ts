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
    key: 'scientific',
    has: (id) => scientific.test(id),
    mends: () => [{ how: 'digits', mend: writtenOut }],
  },
  {
    kind: 'decimal',
    key: 'decimal',
    // Three zeros may be thousands.
    has: (id) => /^[+-]?\d+[.,](?!000$)0+$/.test(id),
    mends: () => [{ how: 'without-decimal', mend: (id) => id.replace(/[.,]0+$/, '') }],
  },
  {
    kind: 'overflow',
    key: 'overflow',
    has: (id) => largest.has(id),
  },
  {
    kind: 'rounded',
    key: 'rounded',
    has: (id) => /^[1-9]\d{15,20}$/.test(id),
    isChance: (having) => !areRounded(having),
  },
  {
    kind: 'date',
    key: 'date',
    has: (id) => /^(\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})$/.test(id),
  },
];

/** The same where only the registered users show it. */
export const hiddenInNumbers: readonly HiddenCause[] = [
  {
    kind: 'thousands',
    key: 'thousands',
    has: (id) => /^\d{1,3}([,.'’_ \u00a0\u2009\u202f]\d{3})+$/.test(id),
    mends: () => [{ how: 'without-thousands', mend: (id) => id.replaceAll(separators, '') }],
  },
  {
    kind: 'zeros',
    key: 'zeros',
    has: (id) => /^\d+$/.test(id),
    mends: ({ widths }) => [
      ...widths.map((width) => ({
        how: 'padded' as const,
        number: width,
        mend: (id: string) => (id.length < width ? id.padStart(width, '0') : undefined),
      })),
      {
        how: 'unpadded',
        mend: (id) => (id.startsWith('0') ? id.replace(/^0+(?=\d)/, '') : undefined),
      },
    ],
  },
];
