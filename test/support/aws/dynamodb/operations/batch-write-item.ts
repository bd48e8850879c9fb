import type { Refusal } from '../../../../../local/throttling/refusal.ts';
import type { Fault } from '../../wire/fault.ts';
import { validationError } from '../errors.ts';
import { assertKeys, keyOf, parseKey } from '../tables/schema.ts';
import type { Table } from '../tables/table.ts';
import type { Item } from '../values/attribute-value.ts';
import { parseItem } from '../values/parse-value.ts';
import { itemBytes } from '../values/sizes.ts';
import { consumedByTable } from './capacity.ts';
import { assertTaken } from './metered-read.ts';
import { chargeIndexWrite, chargeWrite, refuseIndexWrite, refuseWrite } from './metered-write.ts';
import { type Database, itemTooLarge, mostItemBytes, tableOf } from './operation.ts';

interface WriteRequest {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
}

interface BatchWriteInput {
  RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
  ReturnConsumedCapacity?: 'NONE' | 'TOTAL' | 'INDEXES';
}

const mostRequests = 25;

export const batchWriteItem = (
  database: Database,
  input: BatchWriteInput,
  { undone = () => false }: Pick<Fault, 'undone'>,
): object => {
  const requests = Object.entries(input.RequestItems);
  if (requests.reduce((sum, [, writes]) => sum + writes.length, 0) > mostRequests)
    throw validationError('Too many items requested for the BatchWriteItem call');
  const plans = requests.map(([TableName, writes]) => {
    const table = tableOf(database, { TableName });
    const parsed = writes.map((request) => ({ request, ...parseRequest(table, request) }));
    if (
      new Set(parsed.map(({ key }) => JSON.stringify(Object.entries(key).sort()))).size <
      parsed.length
    )
      throw validationError('Provided list of item keys contains duplicates');
    return { TableName, table, parsed };
  });

  const unprocessed: Record<string, WriteRequest[]> = {};
  const units = new Map<string, number>();
  let index = 0;
  let refused: Refusal | undefined;
  for (const { TableName, table, parsed } of plans)
    for (const { request, key, item } of parsed) {
      const before = table.get(key);
      const isUndone = undone(index++);
      const refusal = isUndone
        ? undefined
        : (refuseWrite(database, table.schema, key) ??
          refuseIndexWrite(database, table.schema, before, item));
      refused ??= refusal;
      if (isUndone || refusal) {
        (unprocessed[TableName] ??= []).push(request);
        continue;
      }
      if (item) table.put(item);
      else table.remove(key);
      const used = chargeWrite(database, table.schema, key, before, item);
      chargeIndexWrite(database, table.schema, before, item);
      units.set(TableName, (units.get(TableName) ?? 0) + used);
    }
  // Of what at least one request is done, the rest comes back; of what none is, nothing does.
  if (units.size === 0) assertTaken(refused);
  return { UnprocessedItems: unprocessed, ...consumedByTable(input, units) };
};

const parseRequest = (
  { schema }: Table,
  { PutRequest, DeleteRequest }: WriteRequest,
): { key: Item; item?: Item } => {
  if (DeleteRequest) return { key: parseKey(schema, DeleteRequest.Key) };
  const item = parseItem(PutRequest?.Item ?? {});
  assertKeys(schema, item);
  if (itemBytes(item) > mostItemBytes) throw itemTooLarge('Item size');
  return { key: keyOf(schema, item), item };
};
