import { z } from 'zod';
import { expiryAttribute, malformedPartition } from '../contract.ts';
import type { MalformedReason } from './error-policies.ts';

const reasons = [
  'not-json',
  'wrong-shape',
  'from-the-future',
  'unknown-project',
] as const satisfies readonly MalformedReason[];

/**
 * An item of the imports table under `malformedPartition`: a message from the dead-letter queue that is no
 * order to import a file, kept so that an operator can find out who sent it.
 */
export const malformedMessageSchema = z.object({
  audience: z.literal(malformedPartition),
  /** ID of the SQS message, in the place of an import's; it does not sort by time */
  importId: z.string(),
  reason: z.enum(reasons),
  /** for people: what is wrong with it; quotes nothing of the body */
  detail: z.string(),
  /** its first 1,000 characters */
  body: z.string(),
  /** milliseconds since 1970: when it was taken from the dead-letter queue */
  at: z.number(),
  [expiryAttribute]: z.number(),
});
export type MalformedMessage = z.infer<typeof malformedMessageSchema>;
