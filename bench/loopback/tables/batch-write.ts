import { z } from 'zod';
import { placeOf } from '../../../local/throttling/place.ts';
import type { Refusal } from '../../../local/throttling/refusal.ts';
import type { Throttle } from '../../../local/throttling/throttle.ts';
import { type Item, itemBytes, itemSchema } from '../attribute-values.ts';
import { type Meter, writeUnits } from '../meter.ts';
import type { ItemStore } from './item-store.ts';
import { assertTaken, jsonReply, type Operation, ValidationError } from './table.ts';

export interface BatchWriteOptions {
  /** of the table */
  name: string;
  partition: string;
  store: ItemStore;
  keyOf: (item: Item) => [string, string | number];
}

const writeSchema = z.union([
  z.object({ PutRequest: z.object({ Item: itemSchema }) }),
  z.object({ DeleteRequest: z.object({ Key: itemSchema }) }),
]);
const requestSchema = z.object({
  ReturnConsumedCapacity: z.string().default('NONE'),
  RequestItems: z.record(z.string(), z.array(writeSchema).max(25)),
});

/** BatchWriteItem of one table: a unit for each KB of the larger of what was there and what is there now. */
export const createBatchWrite = (
  { name, partition, store, keyOf }: BatchWriteOptions,
  meter: Meter,
  throttle: () => Throttle | undefined,
): Operation => {
  const write = (request: z.infer<typeof writeSchema>): number => {
    const item = 'PutRequest' in request ? request.PutRequest.Item : undefined;
    const key = keyOf(keyIn(request));
    const before = item ? store.put(...key, item) : store.delete(...key);
    return writeUnits(Math.max(item ? itemBytes(item) : 0, before ? itemBytes(before) : 0));
  };

  return (body) => {
    const { RequestItems, ReturnConsumedCapacity } = requestSchema.parse(body);
    const requests = RequestItems[name];
    if (!requests) throw new ValidationError('Requests for several tables are not understood');
    let units = 0;
    const left: typeof requests = [];
    let refused: Refusal | undefined;
    for (const request of requests) {
      const place = placeOf(keyIn(request)[partition]);
      const refusal = throttle()?.refuse('write', place);
      if (refusal) {
        refused ??= refusal;
        left.push(request);
        continue;
      }
      const used = write(request);
      throttle()?.charge('write', place, used);
      units += used;
    }
    if (left.length === requests.length) assertTaken(refused);
    meter.write(units);
    return jsonReply({
      UnprocessedItems: left.length === 0 ? {} : { [name]: left },
      ...(ReturnConsumedCapacity !== 'NONE' && {
        ConsumedCapacity: [{ TableName: name, CapacityUnits: units }],
      }),
    });
  };
};

/** At least its key. */
const keyIn = (request: z.infer<typeof writeSchema>): Item =>
  'PutRequest' in request ? request.PutRequest.Item : request.DeleteRequest.Key;
