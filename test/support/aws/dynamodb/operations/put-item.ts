import { validationError } from '../errors.ts';
import { createScope } from '../expressions/expression-scope.ts';
import { assertKeys } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { parseItem } from '../values/parse-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, writeUnits } from './capacity.ts';
import { assertCondition, parseIfAny } from './conditional.ts';
import {
  attributes,
  type Database,
  itemTooLarge,
  mostItemBytes,
  tableOf,
  type WriteInput,
} from './operation.ts';

export const putItem = (database: Database, input: WriteInput & { Item: Item }): object => {
  const { ReturnValues = 'NONE' } = input;
  if (ReturnValues !== 'NONE' && ReturnValues !== 'ALL_OLD')
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const scope = createScope(input);
  const condition = parseIfAny(input, scope);
  scope.assertAllUsed();
  const table = tableOf(database, input);
  const item = parseItem(input.Item);
  assertKeys(table.schema, item);
  if (itemBytes(item) > mostItemBytes) throw itemTooLarge('Item size');

  const before = table.get(item);
  assertCondition(condition, before, input);
  table.put(item);
  return {
    ...(ReturnValues === 'ALL_OLD' && attributes(before)),
    ...consumed(
      input,
      input.TableName,
      writeUnits(itemBytes(item), before ? itemBytes(before) : 0),
    ),
  };
};
