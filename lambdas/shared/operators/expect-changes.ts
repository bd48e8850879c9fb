import { updateAudience } from '../claims/update-audience.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { noOtherOperation, rememberOperation } from './remember-operation.ts';

/** Hours; null: never, whatever its project says; `inherit`: as the project says, from now on. */
export type Expectation = number | null | 'inherit';

export type ExpectedChanges =
  { result: 'changed' } | { result: 'refused'; why: 'unknown' | 'deleted' };

/**
 * Sets how often the file of one audience has to change, in place of what its project says. The next scan judges by it. It goes with
 * the audience when that is deleted.
 */
export type ExpectChanges = (
  projectId: string,
  fileName: string,
  every: Expectation,
) => Promise<ExpectedChanges>;

export const createExpectChanges =
  ({ dynamodb, tableName, getItem, newId }: Omit<AudienceWriterDeps, 'now'>): ExpectChanges =>
  async (projectId, fileName, every) => {
    const operation = newId();
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      if (!item) return { result: 'refused', why: 'unknown' };
      // The answer to our own update was lost.
      if (item.operation === operation) return { result: 'changed' };
      if (item.deletedAt !== undefined) return { result: 'refused', why: 'deleted' };
      const isWritten = await updateAudience({ dynamodb, tableName }, item, [
        {
          ...(every === 'inherit' ? { remove: ['#expected'] } : { set: ['#expected = :expected'] }),
          conditions: ['attribute_not_exists(#deletedAt) AND #audienceId = :audienceId'],
          names: {
            '#expected': 'expectEveryHours',
            '#deletedAt': 'deletedAt',
            '#audienceId': 'audienceId',
          },
          values: {
            ':audienceId': item.audienceId,
            ...(every !== 'inherit' && { ':expected': every }),
          },
        },
        // Nobody but operators writes it.
        noOtherOperation(item),
        rememberOperation(operation),
      ]);
      if (isWritten) return { result: 'changed' };
    }
  };
