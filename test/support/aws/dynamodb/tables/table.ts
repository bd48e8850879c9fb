import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { compareValues } from '../values/compare-values.ts';
import { entriesOf } from './index-entry.ts';
import { hashOf, inOrderOf } from './item-order.ts';
import { type IndexSchema, keyOf, type TableSchema } from './schema.ts';

export interface Table {
  schema: TableSchema;
  get: (key: Item) => Item | undefined;
  put: (item: Item) => void;
  remove: (key: Item) => void;
  /** In the order of the sort key. */
  partition: (value: AttributeValue) => readonly Item[];
  /** Partition by partition. @param segment of so many, each of which has its own partitions */
  all: (segment?: { segment: number; segments: number }) => readonly Item[];
}

interface Partition {
  hash: number;
  items: Item[];
}

export const createTable = (schema: TableSchema): Table => {
  const partitions = new Map<string, Partition>();
  /** undefined when a partition has come or gone since */
  let inOrder: readonly Partition[] | undefined;
  const sortName = schema.sort?.name;

  const find = (key: Item): { id: string; items: Item[]; at: number; isThere: boolean } => {
    const id = JSON.stringify(key[schema.partition.name]);
    const items = partitions.get(id)?.items ?? [];
    if (sortName === undefined) return { id, items, at: 0, isThere: items.length > 0 };
    let [low, high] = [0, items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareValues(items[middle]![sortName]!, key[sortName]!)! < 0) low = middle + 1;
      else high = middle;
    }
    const there = items[low];
    const isThere = there !== undefined && compareValues(there[sortName]!, key[sortName]!) === 0;
    return { id, items, at: low, isThere };
  };

  return {
    schema,
    get: (key) => {
      const { items, at, isThere } = find(key);
      return isThere ? items[at] : undefined;
    },
    put: (item) => {
      const { id, items, at, isThere } = find(item);
      items.splice(at, isThere ? 1 : 0, item);
      if (partitions.has(id)) return;
      partitions.set(id, { hash: hashOf(item[schema.partition.name]!), items });
      inOrder = undefined;
    },
    remove: (key) => {
      const { id, items, at, isThere } = find(key);
      if (!isThere) return;
      items.splice(at, 1);
      if (items.length > 0) return;
      partitions.delete(id);
      inOrder = undefined;
    },
    partition: (value) => partitions.get(JSON.stringify(value))?.items ?? [],
    all: ({ segment, segments } = { segment: 0, segments: 1 }) => {
      inOrder ??= [...partitions.values()].sort((one, other) => one.hash - other.hash);
      return inOrder
        .filter(({ hash }) => Math.floor(hash * segments) === segment)
        .flatMap(({ items }) => items);
    },
  };
};

/** A sparse index as a table to read: the items that have its keys, with the attributes that it holds. */
export const viewIndex = (table: Table, index: IndexSchema): Pick<Table, 'partition' | 'all'> => {
  const entryOf = entriesOf(table.schema, index);
  const items = table
    .all()
    .map(entryOf)
    .filter((entry) => entry !== undefined)
    .sort(inOrderOf(table.schema, index));
  const partitionOf = (item: Item): AttributeValue => item[index.partition.name]!;
  return {
    partition: (value) => {
      const id = JSON.stringify(value);
      return items.filter((item) => JSON.stringify(partitionOf(item)) === id);
    },
    all: ({ segment, segments } = { segment: 0, segments: 1 }) =>
      items.filter((item) => Math.floor(hashOf(partitionOf(item)) * segments) === segment),
  };
};

/** The key by which a page says where the next one begins. */
export const pageKeyOf = (
  schema: TableSchema,
  index: IndexSchema | undefined,
  item: Item,
): Item => ({
  ...keyOf(schema, item),
  ...(index && keyOf(index, item)),
});
