import type { Refusal } from '../../../../../local/throttling/refusal.ts';
import { entriesOf } from '../tables/index-entry.ts';
import { type IndexSchema, keyOf, type TableSchema } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { writeUnits } from './capacity.ts';
import { placeOf } from './metered-read.ts';
import type { Database } from './operation.ts';

/** Before the item is looked at. */
export const refuseWrite = (
  { throttling }: Database,
  schema: TableSchema,
  key: Item,
): Refusal | undefined =>
  throttling.of({ table: schema.name })?.refuse('write', placeOf(schema, key));

/** A table refuses what one of its indexes has no units for. Source: re:Post, "How does GSI throttling affect my table?". */
export const refuseIndexWrite = (
  { throttling }: Database,
  schema: TableSchema,
  before: Item | undefined,
  after: Item | undefined,
): Refusal | undefined => {
  for (const { index, place } of indexWrites(schema, before, after)) {
    const refusal = throttling
      .of({ table: schema.name, index: index.name })
      ?.refuse('write', place);
    if (refusal) return refusal;
  }
  return undefined;
};

/** Also what a condition has refused, for what is there. @returns the units of the table */
export const chargeWrite = (
  { throttling }: Database,
  schema: TableSchema,
  key: Item,
  ...items: readonly (Item | undefined)[]
): number => {
  const units = writeUnits(...items.map((item) => (item ? itemBytes(item) : 0)));
  throttling.of({ table: schema.name })?.charge('write', placeOf(schema, key), units);
  return units;
};

export const chargeIndexWrite = (
  { throttling }: Database,
  schema: TableSchema,
  before: Item | undefined,
  after: Item | undefined,
): void => {
  for (const { index, place, units } of indexWrites(schema, before, after))
    throttling.of({ table: schema.name, index: index.name })?.charge('write', place, units);
};

interface IndexWrite {
  index: IndexSchema;
  place: number;
  units: number;
}

/**
 * An entry that comes, goes or changes is a write, one that changes its key is two, one that stays as it is none.
 * Source: Developer Guide, "Using Global Secondary Indexes", write capacity units.
 */
const indexWrites = (
  schema: TableSchema,
  before: Item | undefined,
  after: Item | undefined,
): IndexWrite[] =>
  schema.indexes.flatMap((index) => {
    const entryOf = entriesOf(schema, index);
    const entries = [before, after].map((item) => item && entryOf(item));
    const [old, young] = entries;
    if (JSON.stringify(old) === JSON.stringify(young)) return [];
    const keys = entries.map((entry) => entry && JSON.stringify(keyOf(index, entry)));
    const isSameKey = old && young && keys[0] === keys[1];
    const writes = isSameKey ? [[old, young]] : [old ? [old] : [], young ? [young] : []];
    return writes.flatMap((items) =>
      items[0]
        ? [{ index, place: placeOf(index, items[0]), units: writeUnits(...items.map(itemBytes)) }]
        : [],
    );
  });
