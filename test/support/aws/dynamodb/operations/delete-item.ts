import { parseKey } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { consumed } from './capacity.ts';
import { attributes, type Database, type WriteInput } from './operation.ts';
import { openWrite } from './open-write.ts';
import { store } from './store.ts';

export const deleteItem = (database: Database, input: WriteInput & { Key: Item }): object => {
  const { table, condition, returnsOld } = openWrite(database, input);
  const key = parseKey(table.schema, input.Key);
  const { before, units } = store(database, { table, condition, key }, input, () => undefined);
  return { ...(returnsOld && attributes(before)), ...consumed(input, input.TableName, units) };
};
