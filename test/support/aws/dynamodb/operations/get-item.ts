import { createScope } from '../expressions/expression-scope.ts';
import { parseProjection } from '../expressions/parse-projection.ts';
import { projectItem } from '../expressions/project-item.ts';
import { parseKey } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed, readUnits } from './capacity.ts';
import { assertTaken, chargeRead, refuseRead } from './metered-read.ts';
import { type Database, type ReadInput, tableOf } from './operation.ts';

export const getItem = (database: Database, input: ReadInput & { Key: Item }): object => {
  const scope = createScope(input);
  const projection = parseProjection(input.ProjectionExpression, scope);
  scope.assertAllUsed();
  const table = tableOf(database, input);
  const key = parseKey(table.schema, input.Key);
  assertTaken(refuseRead(database, table.schema, key));
  const item = table.get(key);
  const units = readUnits(item ? itemBytes(item) : 0, input.ConsistentRead);
  chargeRead(database, table.schema, key, units);
  return {
    ...(item && { Item: projectItem(item, projection) }),
    ...consumed(input, input.TableName, units),
  };
};
