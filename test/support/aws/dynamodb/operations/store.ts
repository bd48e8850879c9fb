import type { Condition } from '../expressions/ast.ts';
import { keyOf } from '../tables/schema.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { assertCondition } from './conditional.ts';
import { assertTaken } from './metered-read.ts';
import { chargeIndexWrite, chargeWrite, refuseIndexWrite, refuseWrite } from './metered-write.ts';
import type { Database, WriteInput } from './operation.ts';

export interface Stored {
  before: Item | undefined;
  after: Item | undefined;
  units: number;
}

/**
 * What PutItem, UpdateItem and DeleteItem have in common: the table has units for it, the condition holds, it is done and
 * charged. What a condition refuses is charged, too.
 *
 * @param change gives what is to be there instead; undefined: nothing
 * @throws ServiceError
 */
export const store = (
  database: Database,
  { table, condition, key }: { table: Table; condition: Condition | undefined; key: Item },
  input: WriteInput,
  change: (before: Item | undefined) => Item | undefined,
): Stored => {
  const { schema } = table;
  assertTaken(refuseWrite(database, schema, key));
  const before = table.get(key);
  assertCondition(condition, before, input, () => {
    chargeWrite(database, schema, key, before);
  });
  const after = change(before);
  assertTaken(refuseIndexWrite(database, schema, before, after));
  if (after) table.put(after);
  else table.remove(keyOf(schema, key));
  chargeIndexWrite(database, schema, before, after);
  return { before, after, units: chargeWrite(database, schema, key, before, after) };
};
