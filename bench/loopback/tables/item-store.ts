import type { AttributeValue, Item } from '../attribute-values.ts';
import { ValidationError } from './table.ts';

type SortKey = string | number;

/** Items by partition and sort key. */
export interface ItemStore {
  get: (partition: string, sort: SortKey) => Item | undefined;
  /** @returns what was there before */
  put: (partition: string, sort: SortKey, item: Item) => Item | undefined;
  /** @returns what was there */
  delete: (partition: string, sort: SortKey) => Item | undefined;
  /** In the order of the sort key, from behind `after`. */
  list: (partition: string, after: SortKey | undefined) => Iterable<Item>;
  count: () => number;
  clear: () => void;
}

interface Partition {
  items: Map<SortKey, Item>;
  /** absent after a write */
  sorted?: SortKey[];
}

export const createItemStore = (): ItemStore => {
  const partitions = new Map<string, Partition>();

  const sortedKeysOf = (partition: Partition): SortKey[] =>
    (partition.sorted ??= [...partition.items.keys()].sort(compareKeys));

  return {
    get: (partition, sort) => partitions.get(partition)?.items.get(sort),

    put: (name, sort, item) => {
      const partition = partitions.get(name) ?? { items: new Map<SortKey, Item>() };
      partitions.set(name, partition);
      const before = partition.items.get(sort);
      partition.items.set(sort, item);
      delete partition.sorted;
      return before;
    },

    delete: (name, sort) => {
      const partition = partitions.get(name);
      const before = partition?.items.get(sort);
      if (!partition || !before) return undefined;
      partition.items.delete(sort);
      delete partition.sorted;
      if (partition.items.size === 0) partitions.delete(name);
      return before;
    },

    *list(name, after) {
      const partition = partitions.get(name);
      if (!partition) return;
      const keys = sortedKeysOf(partition);
      for (let place = after === undefined ? 0 : behind(keys, after); place < keys.length;) {
        const item = partition.items.get(keys[place] ?? '');
        if (item) yield item;
        place += 1;
      }
    },

    count: () => partitions.values().reduce((sum, { items }) => sum + items.size, 0),

    clear: () => {
      partitions.clear();
    },
  };
};

export const scalarOf = (value: AttributeValue): SortKey => {
  if ('S' in value) return value.S;
  if ('N' in value) return Number(value.N);
  throw new ValidationError('The loopback table has no binary keys');
};

const compareKeys = (one: SortKey, other: SortKey): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));

/** The first place whose key is greater, by bisection. */
const behind = (keys: readonly SortKey[], key: SortKey): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && compareKeys(candidate, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
