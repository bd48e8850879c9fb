import type { ClaimedImport } from '../shared/claims/ports.ts';
import { countOf } from '../shared/domain/count-of.ts';
import { errorPolicies } from '../shared/domain/error-policies.ts';
import { fillIn } from '../shared/domain/fill-in.ts';
import { retryAtAfter } from '../shared/domain/retry-schedule.ts';

const hour = 3_600_000;

/** For the project's administrators, who know of files and campaigns and nothing of queues. */
export const describeGivingUp = (
  { projectId, retries }: Pick<ClaimedImport, 'projectId' | 'retries'>,
  now: number,
): string => {
  const hours = Math.round((retryAtAfter(retries, now) - now) / hour);
  return (
    // How often it was tried nobody knows: a delivery that Lambda could not hand over counts like one that failed.
    'The file could not be imported, for a reason that lies outside of the file. ' +
    'Nothing was lost: the file is still there, and campaigns read what they read before. ' +
    `It is tried again in ${countOf(hours, 'hour')}. ` +
    fillIn(errorPolicies['gave-up'].remedy, { PROJECT: projectId })
  );
};
