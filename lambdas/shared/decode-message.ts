import { z } from 'zod';
import { type ImportMessage, importOrderSchema, singleOrderSchema } from './contract.ts';
import { isFromFuture } from './domain/clocks.ts';
import type { MalformedMessage } from './domain/malformed-message.ts';

/** What is wrong with a message. Quotes nothing of it, because it is logged. */
export type Malformation = Pick<MalformedMessage, 'reason' | 'detail'>;

/**
 * @param sentAt milliseconds since 1970: when SQS took the message. Not when it is received: it would be decoded otherwise
 *   each time.
 * @returns the files of one project, in the order in which they are to be imported
 */
export const decodeMessage = (
  body: string,
  sentAt: number,
): readonly ImportMessage[] | Malformation => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { reason: 'not-json', detail: 'The body is not JSON.' };
  }
  const { data, error } = importOrderSchema.safeParse(toOrder(json));
  if (!data) return { reason: 'wrong-shape', detail: z.prettifyError(error) };
  const { files, ...where } = data;
  return files.some(({ at }) => isFromFuture(at, sentAt))
    ? { reason: 'from-the-future', detail: 'Its "at" is later than the time at which it was sent.' }
    : files.map((file) => ({ ...where, ...file }));
};

/** The last release sent one file, and no list. */
const toOrder = (json: unknown): unknown => {
  const { data } = singleOrderSchema.safeParse(json);
  if (!data) return json;
  const { projectId, path, ...file } = data;
  return { projectId, path, files: [file] };
};
