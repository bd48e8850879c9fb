import type { AttributeValue, Item } from './attribute-value.ts';
import { parseDecimal } from './decimal.ts';

/** What a map, a list, and each of their elements take beside their content. */
const containerBytes = 3;
const elementBytes = 1;

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

const bytesOf = (base64: string): number => Buffer.byteLength(base64, 'base64');

/** Two digits take a byte, and there is one more. */
const numberBytes = (text: string): number => {
  const { digits } = parseDecimal(text);
  return Math.ceil(digits.toString().replace('-', '').length / 2) + 1 + (digits < 0n ? 1 : 0);
};

const valueBytes = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('N' in value) return numberBytes(value.N);
  if ('B' in value) return bytesOf(value.B);
  if ('SS' in value) return sum(value.SS.map((text) => Buffer.byteLength(text)));
  if ('NS' in value) return sum(value.NS.map(numberBytes));
  if ('BS' in value) return sum(value.BS.map(bytesOf));
  if ('L' in value)
    return containerBytes + sum(value.L.map((element) => valueBytes(element) + elementBytes));
  if ('M' in value)
    return containerBytes + itemBytes(value.M) + elementBytes * Object.keys(value.M).length;
  return 1;
};

/** Bytes that the item is billed with, and of which it has 400 KB at most. */
export const itemBytes = (item: Item): number =>
  sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + valueBytes(value)));

/** What the function `size` says. @returns undefined for types that have none */
export const sizeOf = (value: AttributeValue): number | undefined => {
  if ('S' in value) return value.S.length;
  if ('B' in value) return bytesOf(value.B);
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  if ('BS' in value) return value.BS.length;
  if ('L' in value) return value.L.length;
  if ('M' in value) return Object.keys(value.M).length;
  return undefined;
};
