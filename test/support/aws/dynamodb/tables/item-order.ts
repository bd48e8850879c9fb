import { placeOf } from '../../../../../local/throttling/place.ts';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import type { IndexSchema, KeySchema, TableSchema } from './schema.ts';

/** Where a partition lies, in [0, 1). */
export const hashOf = (value: AttributeValue): number => placeOf(value);

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
