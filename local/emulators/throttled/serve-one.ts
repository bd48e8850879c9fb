import { z } from 'zod';
import type { Direction } from '../../throttling/limits.ts';
import type { Throttling } from '../../throttling/throttling.ts';
import { answerSchema, asAsked, consumedIn } from './consumed-capacity.ts';
import { type Answer, type Exchange, type Message, toBody, withBody } from './exchange.ts';
import { itemBytes } from './item-bytes.ts';
import type { FindKeyName } from './key-names.ts';
import { placeOfRequest } from './place-of-request.ts';
import { refusalAnswer } from './refusal-answer.ts';
import { leastUnits, type OneRequest } from './requests.ts';

export interface Serving {
  throttling: Throttling;
  exchange: Exchange;
  findKeyName: FindKeyName;
}

const errorSchema = z.looseObject({ __type: z.string() });

/** A request that is served whole or not at all. */
export type ServeOne = (
  message: Message,
  operation: string,
  direction: Direction,
  request: OneRequest,
) => Promise<Answer>;

export const createServeOne = ({ throttling, exchange, findKeyName }: Serving): ServeOne => {
  /** What the last page of a table took: the next one is charged as much at once, and set right when it is there. */
  const lastPage = new Map<string, number>();

  return async (message, operation, direction, request) => {
    const { TableName: table, IndexName: index, ReturnConsumedCapacity, Item } = request;
    const keyName = await findKeyName(message, table, index);
    const throttle = throttling.of({ table, index });
    // A table that is not there: the engine says so.
    if (keyName === undefined || !throttle) return exchange(message);
    const place = placeOfRequest(request, keyName);
    const refusal = throttle.refuse(direction, place);
    if (refusal) return refusalAnswer(refusal);

    const id = JSON.stringify([operation, table, index]);
    const expected = Item ? Math.ceil(itemBytes(Item) / 1024) : (lastPage.get(id) ?? 0);
    throttle.charge(direction, place, expected);
    let used = 0;
    try {
      const asking = { ...request, ReturnConsumedCapacity: 'INDEXES' };
      const answer = await exchange({ ...message, body: toBody(asking) });
      const content: unknown = JSON.parse(answer.body.toString());
      if (answer.status !== 200) {
        // What a condition has refused costs what the item has, or one unit: the engine does not say.
        const { data } = errorSchema.safeParse(content);
        used = data?.__type.endsWith('ConditionalCheckFailedException') ? 1 : 0;
        return answer;
      }
      const parsed = answerSchema.parse(content);
      for (const consumed of consumedIn(parsed))
        if (consumed.index === index) used += consumed.units;
        else throttling.of(consumed)?.charge(direction, 0, consumed.units);
      used = Math.max(used, leastUnits(direction, request.ConsistentRead));
      if (!Item) lastPage.set(id, used);
      return withBody(answer, asAsked(z.looseObject({}).parse(content), ReturnConsumedCapacity));
    } finally {
      throttle.charge(direction, place, used - expected);
    }
  };
};
