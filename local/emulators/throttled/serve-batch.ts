import { z } from 'zod';
import { placeOf } from '../../throttling/place.ts';
import type { Direction } from '../../throttling/limits.ts';
import type { Refusal } from '../../throttling/refusal.ts';
import { answerSchema, asAsked, consumedIn } from './consumed-capacity.ts';
import { type Answer, type Message, toBody, withBody } from './exchange.ts';
import { refusalAnswer } from './refusal-answer.ts';
import type { Attributes } from './requests.ts';
import type { Serving } from './serve-one.ts';

/** A request of a batch. */
export interface Part {
  table: string;
  key: Attributes;
  /** that it will probably use */
  units: number;
}

export interface Batch<P extends Part> {
  direction: Direction;
  parts: readonly P[];
  asked: 'NONE' | 'TOTAL' | 'INDEXES' | undefined;
  /** The batch with these parts alone. */
  requestOf: (parts: readonly P[]) => object;
  /** The answer, with these parts among those that were not processed. */
  handBack: (answer: Record<string, unknown>, parts: readonly P[]) => Record<string, unknown>;
}

/** Takes what the tables have units for, and hands the rest back; refuses a batch of which they take nothing. */
export const serveBatch = async <P extends Part>(
  { throttling, exchange, findKeyName }: Serving,
  message: Message,
  { direction, parts, asked, requestOf, handBack }: Batch<P>,
): Promise<Answer> => {
  const taken: P[] = [];
  const left: P[] = [];
  const places = new Map<P, number>();
  let refused: Refusal | undefined;
  for (const part of parts) {
    const keyName = await findKeyName(message, part.table);
    const place = keyName === undefined ? 0 : placeOf(part.key[keyName]);
    const throttle = throttling.of({ table: part.table });
    const refusal = throttle?.refuse(direction, place);
    refused ??= refusal;
    if (refusal) {
      left.push(part);
      continue;
    }
    throttle?.charge(direction, place, part.units);
    places.set(part, place);
    taken.push(part);
  }
  if (refused && taken.length === 0) return refusalAnswer(refused);

  const used = new Map<string, number>();
  let isDone = false;
  try {
    const asking = { ...requestOf(taken), ReturnConsumedCapacity: 'INDEXES' };
    const answer = await exchange({ ...message, body: toBody(asking) });
    if (answer.status !== 200) return answer;
    isDone = true;
    const content: unknown = JSON.parse(answer.body.toString());
    for (const { table, index, units } of consumedIn(answerSchema.parse(content)))
      if (index === undefined) used.set(table, units);
      else throttling.of({ table, index })?.charge(direction, 0, units);
    return withBody(answer, handBack(asAsked(z.looseObject({}).parse(content), asked), left));
  } finally {
    // Each part is charged its share of what the batch used more, or less, than was expected.
    for (const [table, parts] of Map.groupBy(taken, (part) => part.table)) {
      const expected = parts.reduce((sum, { units }) => sum + units, 0);
      const least = direction === 'read' ? expected : parts.length;
      const more = ((isDone ? Math.max(least, used.get(table) ?? 0) : 0) - expected) / parts.length;
      for (const part of parts)
        throttling.of({ table })?.charge(direction, places.get(part) ?? 0, more);
    }
  }
};
