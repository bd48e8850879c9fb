import { z } from 'zod';
import type { Refusal } from '../../../local/throttling/refusal.ts';
import type { Throttle } from '../../../local/throttling/throttle.ts';
import { type Item, itemSchema } from '../attribute-values.ts';
import { type Meter, readUnits } from '../meter.ts';
import { assertTaken, jsonReply, type Operation, ValidationError } from './table.ts';

export interface BatchGetOptions<Found> {
  /** of the table */
  name: string;
  find: (key: Item) => Found;
  /** of the whole item; 0: there is none */
  bytesOf: (found: Found) => number;
  placeOf: (key: Item, found: Found) => number;
  /** what of it is sent */
  answer: (found: Found, key: Item) => Item;
  /** @throws ValidationError when something else is asked for */
  check: (projected: Projected) => void;
}

export interface Projected {
  ProjectionExpression?: string | undefined;
  ExpressionAttributeNames: Record<string, string>;
}

const requestSchema = z.object({
  ReturnConsumedCapacity: z.string().default('NONE'),
  RequestItems: z.record(
    z.string(),
    z.object({
      Keys: z.array(itemSchema).min(1).max(100),
      ConsistentRead: z.boolean().default(false),
      ProjectionExpression: z.string().optional(),
      ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

const mostBytes = 16 * 2 ** 20;

/** BatchGetItem of one table: units are rounded up for each item, and a key without one takes the least. */
export const createBatchGet = <Found>(
  { name, find, bytesOf, placeOf, answer, check }: BatchGetOptions<Found>,
  meter: Meter,
  throttle: () => Throttle | undefined,
): Operation => {
  return (body) => {
    const { RequestItems, ReturnConsumedCapacity } = requestSchema.parse(body);
    const request = RequestItems[name];
    if (!request || Object.keys(RequestItems).length > 1)
      throw new ValidationError('Requests for several tables are not understood');
    check(request);
    const { Keys, ConsistentRead } = request;
    const items: Item[] = [];
    const left: Item[] = [];
    let refused: Refusal | undefined;
    let units = 0;
    let bytes = 0;
    for (const key of Keys) {
      const found = find(key);
      const size = bytesOf(found);
      const place = placeOf(key, found);
      const refusal = throttle()?.refuse('read', place);
      refused ??= refusal;
      if (refusal || bytes + size > mostBytes) {
        left.push(key);
        continue;
      }
      bytes += size;
      const used = readUnits(size, ConsistentRead);
      throttle()?.charge('read', place, used);
      units += used;
      if (size > 0) items.push(answer(found, key));
    }
    if (left.length === Keys.length) assertTaken(refused);
    meter.read(units);
    return jsonReply({
      Responses: { [name]: items },
      UnprocessedKeys: left.length === 0 ? {} : { [name]: { ...request, Keys: left } },
      ...(ReturnConsumedCapacity !== 'NONE' && {
        ConsumedCapacity: [{ TableName: name, CapacityUnits: units }],
      }),
    });
  };
};
