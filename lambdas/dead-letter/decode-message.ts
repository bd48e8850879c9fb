import { z } from 'zod';
import { type ImportMessage, importMessageSchema } from '../shared/contract.ts';
import type { MalformedMessage } from '../shared/domain/malformed-message.ts';

/** What is wrong with a message. Quotes nothing of it, because it is logged. */
export type Malformation = Pick<MalformedMessage, 'reason' | 'detail'>;

export const decodeMessage = (body: string): ImportMessage | Malformation => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { reason: 'not-json', detail: 'The body is not JSON.' };
  }
  const { data, error } = importMessageSchema.safeParse(json);
  return data ?? { reason: 'wrong-shape', detail: z.prettifyError(error) };
};
