import { z } from 'zod';
import { type AttributeValue, type Item, itemBytes, itemSchema } from '../attribute-values.ts';
import { type Meter, readUnits, writeUnits } from '../meter.ts';
import { createDescribeTable } from './describe-table.ts';
import { createItemStore, scalarOf } from './item-store.ts';
import { jsonReply, type Reply, type Table, ValidationError } from './table.ts';

export interface ItemsTableOptions {
  name: string;
  partition: string;
  sort: string;
}

export interface ItemsTable extends Table {
  clear: () => void;
}

const read = {
  ConsistentRead: z.boolean().default(false),
  ReturnConsumedCapacity: z.string().default('NONE'),
};
const getSchema = z.object({ ...read, Key: itemSchema });
const querySchema = z.object({
  ...read,
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: itemSchema,
  ExclusiveStartKey: itemSchema.optional(),
  Limit: z.number().default(Infinity),
});
const batchWriteSchema = z.object({
  ReturnConsumedCapacity: z.string().default('NONE'),
  RequestItems: z.record(
    z.string(),
    z.array(z.object({ PutRequest: z.object({ Item: itemSchema }) })).max(25),
  ),
});

const pageBytes = 2 ** 20;

/** A table with a sort key that keeps what is put into it. */
export const createItemsTable = (
  { name, partition, sort }: ItemsTableOptions,
  meter: Meter,
): ItemsTable => {
  const store = createItemStore();
  const keyOf = (item: Item): [string, string | number] => [
    String(valueOf(item, partition)),
    valueOf(item, sort),
  ];
  const consumed = (asked: string, units: number): object =>
    asked === 'NONE' ? {} : { ConsumedCapacity: { TableName: name, CapacityUnits: units } };

  const get = (body: unknown): Reply => {
    const { Key, ConsistentRead, ReturnConsumedCapacity } = getSchema.parse(body);
    const found = store.get(...keyOf(Key));
    const units = meter.get(readUnits(found ? itemBytes(found) : 0, ConsistentRead));
    return jsonReply({ ...(found && { Item: found }), ...consumed(ReturnConsumedCapacity, units) });
  };

  const query = (body: unknown): Reply => {
    const request = querySchema.parse(body);
    const { ExclusiveStartKey, Limit, ConsistentRead, ReturnConsumedCapacity } = request;
    const after = ExclusiveStartKey && valueOf(ExclusiveStartKey, sort);
    const items: Item[] = [];
    let bytes = 0;
    let isComplete = true;
    for (const item of store.list(partitionOf(request), after)) {
      if (items.length >= Limit || bytes >= pageBytes) {
        isComplete = false;
        break;
      }
      items.push(item);
      bytes += itemBytes(item);
    }
    const last = items.at(-1);
    const units = meter.read(readUnits(bytes, ConsistentRead));
    return jsonReply({
      ...consumed(ReturnConsumedCapacity, units),
      Count: items.length,
      Items: items,
      ScannedCount: items.length,
      ...(!isComplete && {
        LastEvaluatedKey: { [partition]: last?.[partition], [sort]: last?.[sort] },
      }),
    });
  };

  /** `<partition key> = <value>` is the one condition that is understood. */
  const partitionOf = (request: z.infer<typeof querySchema>): string => {
    const { KeyConditionExpression, ExpressionAttributeNames } = request;
    const [attribute = '', equals, value = '', ...more] = KeyConditionExpression.split(' ');
    if (
      (ExpressionAttributeNames[attribute] ?? attribute) !== partition ||
      equals !== '=' ||
      more.length > 0
    )
      throw new ValidationError(`The loopback table does not understand ${KeyConditionExpression}`);
    return String(valueOf(request.ExpressionAttributeValues, value));
  };

  const batchWrite = (body: unknown): Reply => {
    const { RequestItems, ReturnConsumedCapacity } = batchWriteSchema.parse(body);
    const puts = RequestItems[name];
    if (!puts) throw new ValidationError('Requests for several tables are not understood');
    let units = 0;
    for (const { PutRequest } of puts) {
      const { Item } = PutRequest;
      const before = store.put(...keyOf(Item), Item);
      // The larger of what was there and what is there now.
      units += writeUnits(Math.max(itemBytes(Item), before ? itemBytes(before) : 0));
    }
    meter.write(units);
    return jsonReply({
      UnprocessedItems: {},
      ...(ReturnConsumedCapacity !== 'NONE' && {
        ConsumedCapacity: [{ TableName: name, CapacityUnits: units }],
      }),
    });
  };

  return {
    name,
    operations: new Map([
      ['GetItem', get],
      ['Query', query],
      ['BatchWriteItem', batchWrite],
      ['DescribeTable', createDescribeTable(name, () => ({ items: store.count(), bytes: 0 }))],
    ]),
    clear: () => {
      store.clear();
    },
  };
};

const valueOf = (item: Item, attribute: string): string | number => {
  const value: AttributeValue | undefined = item[attribute];
  if (value === undefined) throw new ValidationError(`The attribute ${attribute} is missing`);
  return scalarOf(value);
};
