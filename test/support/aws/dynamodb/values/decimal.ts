import { validationError } from '../errors.ts';

/** A number without rounding: `digits` x 10^`exponent`, without zeros at the end of `digits`. */
export interface Decimal {
  digits: bigint;
  exponent: number;
}

const mostDigits = 38;
const notation = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

const digitsOf = (digits: bigint): string => (digits < 0n ? -digits : digits).toString();

const normalise = (digits: bigint, exponent: number): Decimal => {
  if (digits === 0n) return { digits, exponent: 0 };
  let [rest, power] = [digits, exponent];
  while (rest % 10n === 0n) [rest, power] = [rest / 10n, power + 1];
  const magnitude = digitsOf(rest).length + power - 1;
  if (magnitude > 125)
    throw validationError(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  if (magnitude < -130)
    throw validationError(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  if (digitsOf(rest).length > mostDigits)
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  return { digits: rest, exponent: power };
};

/** @throws ServiceError */
export const parseDecimal = (text: string): Decimal => {
  const [, sign, whole = '', fraction = '', power = '0'] = notation.exec(text) ?? [];
  if (whole + fraction === '')
    throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  const digits = BigInt(whole + fraction);
  return normalise(sign === '-' ? -digits : digits, Number(power) - fraction.length);
};

/** As DynamoDB returns it: without an exponent. */
export const formatDecimal = ({ digits, exponent }: Decimal): string => {
  const sign = digits < 0n ? '-' : '';
  const text = digitsOf(digits);
  if (exponent >= 0) return sign + text + '0'.repeat(exponent);
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
};

const align = (one: Decimal, other: Decimal): { exponent: number; one: bigint; other: bigint } => {
  const exponent = Math.min(one.exponent, other.exponent);
  const scale = (decimal: Decimal): bigint =>
    decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
  return { exponent, one: scale(one), other: scale(other) };
};

export const addDecimals = (left: Decimal, right: Decimal): Decimal => {
  const { one, other, exponent } = align(left, right);
  return normalise(one + other, exponent);
};

export const negate = ({ digits, exponent }: Decimal): Decimal => ({ digits: -digits, exponent });

export const compareDecimals = (left: Decimal, right: Decimal): number => {
  const { one, other } = align(left, right);
  return one < other ? -1 : one > other ? 1 : 0;
};
