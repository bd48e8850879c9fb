import { assertKeys } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { parseItem } from '../values/parse-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed } from './capacity.ts';
import {
  attributes,
  type Database,
  itemTooLarge,
  mostItemBytes,
  type WriteInput,
} from './operation.ts';
import { openWrite } from './open-write.ts';
import { store } from './store.ts';

export const putItem = (database: Database, input: WriteInput & { Item: Item }): object => {
  const { table, condition, returnsOld } = openWrite(database, input);
  const item = parseItem(input.Item);
  assertKeys(table.schema, item);
  if (itemBytes(item) > mostItemBytes) throw itemTooLarge('Item size');

  const write = { table, condition, key: item };
  const { before, units } = store(database, write, input, () => item);
  return { ...(returnsOld && attributes(before)), ...consumed(input, input.TableName, units) };
};
