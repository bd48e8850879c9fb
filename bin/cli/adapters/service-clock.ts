import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Now } from '../../../lambdas/shared/ports.ts';

const answerSchema = z.object({ headers: z.object({ date: z.string() }) });

/** The header has no more than seconds. */
const lastMillisecond = 999;

/**
 * DynamoDB's clock, as the Date headers of this client's answers tell it. Grace periods and the lives of imports are measured
 * by the functions' clocks, which AWS keeps right; that of an operator's machine may be days off, and the SDK, which corrects
 * for that itself, does not say so.
 *
 * The machine's clock is believed as far as no answer contradicts it: it is finer than the header. Before the first answer
 * nothing else is known, so ask for the time after a read.
 *
 * @param now the machine's clock
 */
export const createServiceClock = (client: DynamoDBClient, now: Now): Now => {
  /** of DynamoDB's clock before the machine's, in milliseconds */
  let ahead = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const sentAt = now();
      const result = await next(args);
      const { data } = answerSchema.safeParse(result.response);
      const date = data ? Date.parse(data.headers.date) : NaN;
      if (!Number.isNaN(date)) ahead += correction(sentAt + ahead, now() + ahead, date);
      return result;
    },
    // Closest to the wire, so that answers count that say no.
    { step: 'deserialize', priority: 'low', name: 'readServiceClock', override: true },
  );
  return () => now() + ahead;
};

/** The least that makes a moment between request and answer fall into the second of the header. */
const correction = (sentAt: number, receivedAt: number, date: number): number =>
  Math.max(date - receivedAt, 0) + Math.min(date + lastMillisecond - sentAt, 0);
