import type { ClaimedImport, Failure } from '../shared/claims/ports.ts';
import { gaveUpCause } from '../shared/contract.ts';
import type { FailureCause } from '../shared/domain/error-policies.ts';
import type { Explanation } from '../shared/domain/explanation.ts';
import { retryAtAfter } from '../shared/domain/retry-schedule.ts';
import { explainInEnglish } from '../shared/texts/en/explain-in-english.ts';
import { aboutFile } from '../shared/texts/explain.ts';

const hour = 3_600_000;

/** For the project's administrators, who know of files and campaigns and nothing of queues. */
export const describeGivingUp = (
  { projectId, fileName, retries }: Pick<ClaimedImport, 'projectId' | 'fileName' | 'retries'>,
  now: number,
): Failure<FailureCause> => {
  const hours = Math.round((retryAtAfter(retries, now) - now) / hour);
  const explanation: Explanation = { of: 'gave-up', values: { hours } };
  const message = explainInEnglish(explanation, aboutFile(projectId, fileName));
  return { cause: gaveUpCause, message, explanation };
};
