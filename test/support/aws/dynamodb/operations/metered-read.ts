import type { Refusal } from '../../../../../local/throttling/refusal.ts';
import { throttled } from '../errors.ts';
import { hashOf } from '../tables/item-order.ts';
import type { IndexSchema, KeySchema, TableSchema } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import type { Database } from './operation.ts';

/** Where the partition of an item lies, or that of its entry in an index. */
export const placeOf = ({ partition }: KeySchema, item: Item): number =>
  hashOf(item[partition.name]!);

/** @throws ServiceError for what the table has no units for */
export const assertTaken = (refusal: Refusal | undefined): void => {
  if (refusal) throw throttled(refusal);
};

export const refuseRead = (
  { throttling }: Database,
  schema: TableSchema,
  key: Item,
): Refusal | undefined =>
  throttling.of({ table: schema.name })?.refuse('read', placeOf(schema, key));

export const chargeRead = (
  { throttling }: Database,
  schema: TableSchema,
  key: Item,
  units: number,
): void => {
  throttling.of({ table: schema.name })?.charge('read', placeOf(schema, key), units);
};

export interface PageRead {
  schema: TableSchema;
  index: IndexSchema | undefined;
  /** of the partition where it begins */
  beginsAt: () => number;
  page: readonly Item[];
  units: number;
}

/** So close to each other do keys lie that are charged as one. */
const slots = 4096;

/**
 * A page is taken if the partition has units where it begins, and is charged where its items lie.
 *
 * @throws ServiceError
 */
export const takePage = (
  { throttling }: Database,
  { schema, index, beginsAt, page, units }: PageRead,
): void => {
  const throttle = throttling.of({ table: schema.name, index: index?.name });
  if (!throttle) return;
  const begin = beginsAt();
  assertTaken(throttle.refuse('read', begin));
  const bytesIn = new Map<number, number>();
  let bytes = 0;
  for (const item of page) {
    const slot = Math.floor(placeOf(index ?? schema, item) * slots);
    bytesIn.set(slot, (bytesIn.get(slot) ?? 0) + itemBytes(item));
    bytes += itemBytes(item);
  }
  if (bytes === 0) throttle.charge('read', begin, units);
  for (const [slot, part] of bytesIn) throttle.charge('read', slot / slots, (units * part) / bytes);
};
