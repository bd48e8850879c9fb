import { createHash } from 'node:crypto';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import type { IndexSchema, KeySchema, TableSchema } from './schema.ts';

/** Where a partition lies, in [0, 1). The real order is DynamoDB's secret; any other serves as well. */
export const hashOf = (value: AttributeValue): number =>
  createHash('sha1').update(JSON.stringify(value)).digest().readUInt32BE() / 2 ** 32;

/** Of whole items, or of their keys: by the hash of the partition, then by the sort key. */
export const inOrderOf = (
  table: TableSchema,
  index?: IndexSchema,
): ((one: Item, other: Item) => number) => {
  const compareIn = ({ partition, sort }: KeySchema, one: Item, other: Item): number =>
    hashOf(one[partition.name]!) - hashOf(other[partition.name]!) ||
    (sort ? compareValues(one[sort.name]!, other[sort.name]!)! : 0);
  return (one, other) => (index ? compareIn(index, one, other) : 0) || compareIn(table, one, other);
};
