import { z } from 'zod';
import type { InvocationOutcome } from '../lambda/outcome.ts';

/** Lambda takes null, {} and a missing, null or empty list for "everything succeeded". */
const responseSchema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullable();

const failedIds = (payload: string): string[] | undefined => {
  const response = responseSchema.safeParse(JSON.parse(payload));
  return response.success
    ? (response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
    : undefined;
};

/**
 * IDs of the messages that Lambda deletes after an invocation. The others come back when their
 * visibility timeout ends: all of them if the function failed, or if its report is malformed or names a
 * message that was not in the batch.
 */
export const deletableMessages = (
  messageIds: readonly string[],
  outcome: InvocationOutcome,
  reportsBatchItemFailures: boolean,
): readonly string[] => {
  if (!outcome.ok) return [];
  if (!reportsBatchItemFailures) return messageIds;
  const failed = failedIds(outcome.payload);
  if (failed === undefined || failed.some((id) => !messageIds.includes(id))) return [];
  return messageIds.filter((id) => !failed.includes(id));
};
