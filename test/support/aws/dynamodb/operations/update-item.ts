import { invalidValues } from '../errors.ts';
import { applyUpdate } from '../expressions/apply-update.ts';
import type { Update } from '../expressions/ast.ts';
import { createScope } from '../expressions/expression-scope.ts';
import { parseUpdate } from '../expressions/parse-update.ts';
import { projectItem } from '../expressions/project-item.ts';
import { assertKeys, keyAttributesOf, parseKey, type TableSchema } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumed } from './capacity.ts';
import { parseIfAny } from './conditional.ts';
import {
  attributes,
  type Database,
  itemTooLarge,
  mostItemBytes,
  tableOf,
  type WriteInput,
} from './operation.ts';
import { store } from './store.ts';

interface UpdateInput extends WriteInput {
  Key: Item;
  UpdateExpression?: string;
}

export const updateItem = (database: Database, input: UpdateInput): object => {
  const scope = createScope(input);
  const update: Update =
    input.UpdateExpression === undefined
      ? { set: [], remove: [] }
      : parseUpdate(input.UpdateExpression, scope);
  const condition = parseIfAny(input, scope);
  scope.assertAllUsed();
  const table = tableOf(database, input);
  assertNoKeys(update, table.schema);
  const key = parseKey(table.schema, input.Key);

  const { before, after, units } = store(database, { table, condition, key }, input, (old) => {
    const updated = applyUpdate(update, old ?? key);
    assertKeys(table.schema, updated);
    if (itemBytes(updated) > mostItemBytes) throw itemTooLarge('Item size to update');
    return updated;
  });
  return {
    ...attributes(returned(input, update, before, after)),
    ...consumed(input, input.TableName, units),
  };
};

const assertNoKeys = ({ set, remove }: Update, schema: TableSchema): void => {
  const paths = [...set.map(({ path }) => path), ...remove];
  const key = keyAttributesOf(schema).find(({ name }) => paths.some(([first]) => first === name));
  if (key)
    throw invalidValues(`Cannot update attribute ${key.name}. This attribute is part of the key`);
};

const returned = (
  { ReturnValues = 'NONE' }: UpdateInput,
  { set, remove }: Update,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined => {
  const changed = [...set.map(({ path }) => path), ...remove];
  switch (ReturnValues) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return before && projectItem(before, changed);
    case 'UPDATED_NEW':
      return after && projectItem(after, changed);
  }
};
