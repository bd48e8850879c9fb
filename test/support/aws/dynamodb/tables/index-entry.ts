import type { Item } from '../values/attribute-value.ts';
import { type IndexSchema, keyAttributesOf, type TableSchema } from './schema.ts';

/** What an index holds of an item: the attributes that it is made for. @returns undefined where its keys are missing */
export const entriesOf = (
  schema: TableSchema,
  index: IndexSchema,
): ((item: Item) => Item | undefined) => {
  const keys = keyAttributesOf(index).map(({ name }) => name);
  const names = index.attributes && [
    ...index.attributes,
    ...keys,
    ...keyAttributesOf(schema).map(({ name }) => name),
  ];
  return (item) => {
    if (keys.some((name) => !item[name])) return undefined;
    return names
      ? Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)))
      : item;
  };
};
