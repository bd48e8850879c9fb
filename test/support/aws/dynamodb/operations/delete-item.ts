import { validationError } from '../errors.ts';
import { createScope } from '../expressions/expression-scope.ts';
import { parseKey } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, writeUnits } from './capacity.ts';
import { assertCondition, parseIfAny } from './conditional.ts';
import { attributes, type Database, tableOf, type WriteInput } from './operation.ts';

export const deleteItem = (database: Database, input: WriteInput & { Key: Item }): object => {
  const { ReturnValues = 'NONE' } = input;
  if (ReturnValues !== 'NONE' && ReturnValues !== 'ALL_OLD')
    throw validationError('ReturnValues can only be ALL_OLD or NONE');
  const scope = createScope(input);
  const condition = parseIfAny(input, scope);
  scope.assertAllUsed();
  const table = tableOf(database, input);
  const key = parseKey(table.schema, input.Key);

  const before = table.get(key);
  assertCondition(condition, before, input);
  table.remove(key);
  return {
    ...(ReturnValues === 'ALL_OLD' && attributes(before)),
    ...consumed(input, input.TableName, writeUnits(before ? itemBytes(before) : 0)),
  };
};
