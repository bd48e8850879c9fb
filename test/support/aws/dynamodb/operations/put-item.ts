import { assertKeys } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { parseItem } from '../values/parse-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, writeUnits } from './capacity.ts';
import { assertCondition } from './conditional.ts';
import {
  attributes,
  type Database,
  itemTooLarge,
  mostItemBytes,
  type WriteInput,
} from './operation.ts';
import { openWrite } from './open-write.ts';

export const putItem = (database: Database, input: WriteInput & { Item: Item }): object => {
  const { table, condition, returnsOld } = openWrite(database, input);
  const item = parseItem(input.Item);
  assertKeys(table.schema, item);
  if (itemBytes(item) > mostItemBytes) throw itemTooLarge('Item size');

  const before = table.get(item);
  assertCondition(condition, before, input);
  table.put(item);
  return {
    ...(returnsOld && attributes(before)),
    ...consumed(
      input,
      input.TableName,
      writeUnits(itemBytes(item), before ? itemBytes(before) : 0),
    ),
  };
};
