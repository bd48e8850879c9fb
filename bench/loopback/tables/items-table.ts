import { z } from 'zod';
import { placeOf } from '../../../local/throttling/place.ts';
import type { Throttle } from '../../../local/throttling/throttle.ts';
import type { Throttling } from '../../../local/throttling/throttling.ts';
import { type AttributeValue, type Item, itemBytes, itemSchema } from '../attribute-values.ts';
import { type Meter, readUnits } from '../meter.ts';
import { createBatchGet } from './batch-get.ts';
import { createBatchWrite } from './batch-write.ts';
import { createDescribeTable } from './describe-table.ts';
import { createItemStore, scalarOf } from './item-store.ts';
import { assertTaken, jsonReply, type Reply, type Table, ValidationError } from './table.ts';

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
  ProjectionExpression: z.string().optional(),
  ExclusiveStartKey: itemSchema.optional(),
  Limit: z.number().default(Infinity),
});
const pageBytes = 2 ** 20;

/** A table with a sort key that keeps what is put into it. */
export const createItemsTable = (
  { name, partition, sort }: ItemsTableOptions,
  meter: Meter,
  throttling?: Throttling,
): ItemsTable => {
  const store = createItemStore();
  const throttle = (): Throttle | undefined => throttling?.of({ table: name });
  const keyOf = (item: Item): [string, string | number] => [
    String(valueOf(item, partition)),
    valueOf(item, sort),
  ];
  const consumed = (asked: string, units: number): object =>
    asked === 'NONE' ? {} : { ConsumedCapacity: { TableName: name, CapacityUnits: units } };

  const get = (body: unknown): Reply => {
    const { Key, ConsistentRead, ReturnConsumedCapacity } = getSchema.parse(body);
    const found = store.get(...keyOf(Key));
    const place = placeOf(Key[partition]);
    assertTaken(throttle()?.refuse('read', place));
    const units = meter.get(readUnits(found ? itemBytes(found) : 0, ConsistentRead));
    throttle()?.charge('read', place, units);
    return jsonReply({ ...(found && { Item: found }), ...consumed(ReturnConsumedCapacity, units) });
  };

  const query = (body: unknown): Reply => {
    const request = querySchema.parse(body);
    const { ExclusiveStartKey, Limit, ConsistentRead, ReturnConsumedCapacity } = request;
    const after = ExclusiveStartKey && valueOf(ExclusiveStartKey, sort);
    const queried = partitionOf(request);
    const place = placeOf({ S: queried });
    assertTaken(throttle()?.refuse('read', place));
    const items: Item[] = [];
    let bytes = 0;
    let isComplete = true;
    for (const item of store.list(queried, after)) {
      if (items.length >= Limit || bytes >= pageBytes) {
        isComplete = false;
        break;
      }
      items.push(item);
      bytes += itemBytes(item);
    }
    const last = items.at(-1);
    const units = meter.read(readUnits(bytes, ConsistentRead));
    throttle()?.charge('read', place, units);
    return jsonReply({
      ...consumed(ReturnConsumedCapacity, units),
      Count: items.length,
      Items: items.map(projectedBy(request)),
      ScannedCount: items.length,
      ...(!isComplete && {
        LastEvaluatedKey: { [partition]: last?.[partition], [sort]: last?.[sort] },
      }),
    });
  };

  /** Units are those of the whole items. */
  const projectedBy = ({
    ProjectionExpression,
    ExpressionAttributeNames,
  }: z.infer<typeof querySchema>): ((item: Item) => Item) => {
    if (ProjectionExpression === undefined) return (item) => item;
    const attribute = ExpressionAttributeNames[ProjectionExpression] ?? ProjectionExpression;
    if (attribute !== sort)
      throw new ValidationError(`The loopback table does not understand ${ProjectionExpression}`);
    return (item) => ({ [sort]: item[sort] ?? { S: '' } });
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

  const batchWrite = createBatchWrite({ name, partition, store, keyOf }, meter, throttle);

  const batchGet = createBatchGet<Item | undefined>(
    {
      name,
      find: (key) => store.get(...keyOf(key)),
      bytesOf: (item) => (item ? itemBytes(item) : 0),
      placeOf: (key) => placeOf(key[partition]),
      answer: (item = {}) => item,
      check: ({ ProjectionExpression }) => {
        if (ProjectionExpression !== undefined)
          throw new ValidationError('The loopback table answers with whole items');
      },
    },
    meter,
    throttle,
  );

  return {
    name,
    operations: new Map([
      ['GetItem', get],
      ['BatchGetItem', batchGet],
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
