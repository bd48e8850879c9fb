import { parseKey } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, writeUnits } from './capacity.ts';
import { assertCondition } from './conditional.ts';
import { attributes, type Database, type WriteInput } from './operation.ts';
import { openWrite } from './open-write.ts';

export const deleteItem = (database: Database, input: WriteInput & { Key: Item }): object => {
  const { table, condition, returnsOld } = openWrite(database, input);
  const key = parseKey(table.schema, input.Key);

  const before = table.get(key);
  assertCondition(condition, before, input);
  table.remove(key);
  return {
    ...(returnsOld && attributes(before)),
    ...consumed(input, input.TableName, writeUnits(before ? itemBytes(before) : 0)),
  };
};
