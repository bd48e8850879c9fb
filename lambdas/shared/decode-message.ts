import { z } from 'zod';
import { type ImportMessage, importMessageSchema } from './contract.ts';
import { isFromFuture } from './domain/clocks.ts';
import type { MalformedMessage } from './domain/malformed-message.ts';

/** What is wrong with a message. Quotes nothing of it, because it is logged. */
export type Malformation = Pick<MalformedMessage, 'reason' | 'detail'>;

/**
 * @param sentAt milliseconds since 1970: when SQS took the message. Not when it is received: it would be decoded otherwise
 *   each time.
 */
export const decodeMessage = (body: string, sentAt: number): ImportMessage | Malformation => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { reason: 'not-json', detail: 'The body is not JSON.' };
  }
  const { data, error } = importMessageSchema.safeParse(json);
  if (!data) return { reason: 'wrong-shape', detail: z.prettifyError(error) };
  return isFromFuture(data.at, sentAt)
    ? { reason: 'from-the-future', detail: 'Its "at" is later than the time at which it was sent.' }
    : data;
};
