import type { JoinKernel } from '../../kernel/join-kernel.ts';
import { type Attempt, beginAttempt } from '../../lambdas/importer/attempt.ts';
import type { Counts } from '../../lambdas/shared/domain/audience-item.ts';
import type { Diagnosis } from '../../lambdas/shared/domain/diagnosis.ts';
import { alone, runningAlone } from './alone.ts';
import { aProject } from './factories.ts';
import { fakeUsers } from './fake-users.ts';
import { idsOf, withKernel } from './kernels.ts';
import { openedFile } from './opened-file.ts';
import { readMembers, type ReadPorts } from './read-members.ts';

export interface Diagnosed {
  counts: Counts;
  diagnosis: Diagnosis | undefined;
  attempt: Attempt;
  members: string[];
}

/** What an import finds out of this file where these users are registered. */
export const diagnoseFile = (
  content: string | Buffer,
  users: readonly string[],
  { live, signal, ...more }: Partial<ReadPorts> & { live?: Counts; signal?: AbortSignal } = {},
): Promise<Diagnosed> =>
  withKernel(async (kernel: JoinKernel) => {
    const attempt = beginAttempt();
    const { counts, members } = await readMembers(
      aProject(),
      { ...runningAlone(attempt), ...(signal && { signal }) },
      {
        ...alone,
        openFile: () => Promise.resolve(openedFile(content)),
        kernel,
        // Of a customer's table: the stack's own puts nothing in front of IDs.
        openUsers: () =>
          fakeUsers(users, { keyFormat: { keyName: 'pk', keyType: 'string', keyPrefix: 'shop/' } }),
        preferredPlan: 'cheaper',
        backoff: { sleep: () => Promise.resolve(), random: () => 0 },
        now: () => 0,
        ...more,
      },
      live,
    );
    return { counts, diagnosis: attempt.diagnosis, attempt, members: idsOf(members) };
  });
