import { validationError } from '../errors.ts';
import type { Condition, Path } from '../expressions/ast.ts';
import { holds } from '../expressions/holds.ts';
import { projectItem } from '../expressions/project-item.ts';
import { inOrderOf } from '../tables/item-order.ts';
import { type IndexSchema, keyAttributesOf, type KeySchema, parseKey } from '../tables/schema.ts';
import { pageKeyOf, type Table, viewIndex } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, readUnits } from './capacity.ts';
import { placeOf, takePage } from './metered-read.ts';
import type { Database, ReadInput } from './operation.ts';

export interface PageInput extends ReadInput {
  IndexName?: string;
  FilterExpression?: string;
  Limit?: number;
  ExclusiveStartKey?: Item;
  Select?: string;
}

/** What a Query or Scan reads: the table or one of its indexes. */
export interface Readable extends Pick<Table, 'schema' | 'partition' | 'all'> {
  index: IndexSchema | undefined;
}

/** @throws ServiceError */
export const readableOf = (table: Table, { IndexName, ConsistentRead }: PageInput): Readable => {
  if (IndexName === undefined) return { ...table, index: undefined };
  const index = table.schema.indexes.find(({ name }) => name === IndexName);
  if (!index) throw validationError(`The table does not have the specified index: ${IndexName}`);
  if (ConsistentRead)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  return { schema: table.schema, index, ...viewIndex(table, index) };
};

/** 1 MB of what is read, whatever is filtered out of it. */
const mostPageBytes = 2 ** 20;

export interface PagePlan {
  /** where it is read if there is nothing, in [0, 1) */
  place: () => number;
  filter: Condition | undefined;
  projection: readonly Path[] | undefined;
  isDescending: boolean;
}

/** @param items in ascending order, from the first page on @throws ServiceError */
export const readPage = (
  database: Database,
  input: PageInput,
  { schema, index }: Readable,
  items: readonly Item[],
  { place, filter, projection, isDescending }: PagePlan,
): object => {
  const { Limit = Infinity, ExclusiveStartKey, Select, TableName } = input;
  if (Limit < 1) throw validationError('Limit must be greater than or equal to 1');
  const inTurn = isDescending ? items.toReversed() : items;
  const ahead = ExclusiveStartKey
    ? inTurn.slice(startBehind(inTurn, ExclusiveStartKey, { schema, index }, isDescending))
    : inTurn;

  const page: Item[] = [];
  let bytes = 0;
  for (const item of ahead) {
    const size = itemBytes(item);
    if (page.length === Limit || (page.length > 0 && bytes + size > mostPageBytes)) break;
    bytes += size;
    page.push(item);
  }
  const units = readUnits(bytes, input.ConsistentRead);
  const [first = ExclusiveStartKey] = page;
  const beginsAt = (): number => (first ? placeOf(index ?? schema, first) : place());
  takePage(database, { schema, index, beginsAt, page, units });

  const last = page.length === ahead.length && page.length < Limit ? undefined : page.at(-1);
  const found = filter ? page.filter((item) => holds(filter, item)) : page;
  return {
    ...(Select !== 'COUNT' && { Items: found.map((item) => projectItem(item, projection)) }),
    Count: found.length,
    ScannedCount: page.length,
    ...(last && { LastEvaluatedKey: pageKeyOf(schema, index, last) }),
    ...consumed(input, TableName, units),
  };
};

/** The item that the last page ended with may be gone by now. */
const startBehind = (
  items: readonly Item[],
  startKey: Item,
  { schema, index }: Pick<Readable, 'schema' | 'index'>,
  isDescending: boolean,
): number => {
  const key = parsePageKey(startKey, { schema, index });
  const compare = inOrderOf(schema, index);
  const at = items.findIndex((item) =>
    isDescending ? compare(item, key) < 0 : compare(item, key) > 0,
  );
  return at === -1 ? items.length : at;
};

const parsePageKey = (key: Item, { schema, index }: Pick<Readable, 'schema' | 'index'>): Item => {
  if (!index) return parseKey(schema, key);
  const pick = (of: KeySchema): Item => {
    const names = keyAttributesOf(of).map(({ name }) => name);
    return Object.fromEntries(Object.entries(key).filter(([name]) => names.includes(name)));
  };
  return { ...parseKey(index, pick(index)), ...parseKey(schema, pick(schema)) };
};
