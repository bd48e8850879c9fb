import type { Refusal } from '../../../../../local/throttling/refusal.ts';
import type { Fault } from '../../wire/fault.ts';
import { validationError } from '../errors.ts';
import { createScope, type ExpressionInput } from '../expressions/expression-scope.ts';
import { parseProjection } from '../expressions/parse-projection.ts';
import { projectItem } from '../expressions/project-item.ts';
import { parseKey } from '../tables/schema.ts';
import type { Item } from '../values/attribute-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumedByTable, readUnits } from './capacity.ts';
import { assertTaken, chargeRead, refuseRead } from './metered-read.ts';
import { type Database, tableOf } from './operation.ts';

interface Keys extends ExpressionInput {
  Keys: readonly Item[];
  ConsistentRead?: boolean;
  ProjectionExpression?: string;
}

interface BatchGetInput {
  RequestItems: Readonly<Record<string, Keys>>;
  ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | 'INDEXES';
}

const mostKeys = 100;
const mostBytes = 16 * 2 ** 20;

export const batchGetItem = (
  database: Database,
  input: BatchGetInput,
  { undone = () => false }: Pick<Fault, 'undone'>,
): object => {
  const requests = Object.entries(input.RequestItems);
  if (requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0) > mostKeys)
    throw validationError('Too many items requested for the BatchGetItem call');
  const plans = requests.map(([TableName, request]) => {
    const scope = createScope(request);
    const projection = parseProjection(request.ProjectionExpression, scope);
    scope.assertAllUsed();
    const table = tableOf(database, { TableName });
    const keys = request.Keys.map((key) => parseKey(table.schema, key));
    if (new Set(keys.map((key) => JSON.stringify(Object.entries(key).sort()))).size < keys.length)
      throw validationError('Provided list of item keys contains duplicates');
    return { TableName, request, projection, table, keys };
  });

  const responses: Record<string, Item[]> = {};
  const unprocessed: Record<string, Keys> = {};
  const units = new Map<string, number>();
  let index = 0;
  let bytes = 0;
  let refused: Refusal | undefined;
  for (const { TableName, request, projection, table, keys } of plans) {
    const found: Item[] = (responses[TableName] = []);
    const left: Item[] = [];
    for (const key of keys) {
      const item = table.get(key);
      const size = item ? itemBytes(item) : 0;
      const isUndone = undone(index++) || bytes + size > mostBytes;
      const refusal = isUndone ? undefined : refuseRead(database, table.schema, key);
      refused ??= refusal;
      if (isUndone || refusal) {
        left.push(key);
        continue;
      }
      bytes += size;
      if (item) found.push(projectItem(item, projection));
      const used = readUnits(size, request.ConsistentRead);
      chargeRead(database, table.schema, key, used);
      units.set(TableName, (units.get(TableName) ?? 0) + used);
    }
    if (left.length > 0) unprocessed[TableName] = { ...request, Keys: left };
  }
  // Of what at least one key is read, the rest comes back; of what none is, nothing does.
  if (units.size === 0) assertTaken(refused);
  return {
    Responses: responses,
    UnprocessedKeys: unprocessed,
    ...consumedByTable(input, units),
  };
};
