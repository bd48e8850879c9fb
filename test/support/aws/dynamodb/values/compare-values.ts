import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from './attribute-value.ts';
import { compareDecimals, parseDecimal } from './decimal.ts';

/** @returns undefined for values that have no order: of two types, or of a type without one */
export const compareValues = (one: AttributeValue, other: AttributeValue): number | undefined => {
  if ('S' in one && 'S' in other) return Buffer.compare(Buffer.from(one.S), Buffer.from(other.S));
  if ('N' in one && 'N' in other)
    return compareDecimals(parseDecimal(one.N), parseDecimal(other.N));
  if ('B' in one && 'B' in other)
    return Buffer.compare(Buffer.from(one.B, 'base64'), Buffer.from(other.B, 'base64'));
  return undefined;
};

/** Sets are equal in whatever order. Numbers are in one notation by now. */
export const areEqual = (one: AttributeValue, other: AttributeValue): boolean =>
  isDeepStrictEqual(withSortedSets(one), withSortedSets(other));

const withSortedSets = (value: AttributeValue): unknown => {
  if ('SS' in value) return { SS: value.SS.toSorted() };
  if ('NS' in value) return { NS: value.NS.toSorted() };
  if ('BS' in value) return { BS: value.BS.toSorted() };
  if ('L' in value) return { L: value.L.map(withSortedSets) };
  if ('M' in value)
    return {
      M: Object.fromEntries(
        Object.entries(value.M).map(([name, inner]) => [name, withSortedSets(inner)]),
      ),
    };
  return value;
};
