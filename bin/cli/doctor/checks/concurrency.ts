import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';

/** Scanner, mailer, announcer, collector and dead letters, which run beside the imports. */
const besideImports = 5;
/** `importerMaxConcurrency`, where nothing is set */
const importsAtOnce = 10;

const remedy = 'Service Quotas -> AWS Lambda -> Concurrent executions, in this region';

export const judgeConcurrency = ({
  limit,
  unreserved,
}: {
  limit: number;
  unreserved: number;
}): Verdict => {
  const what = `${unreserved} of ${limit} executions at once are free for functions that reserve none`;
  if (unreserved < 2)
    return missing(`${what}: functions wait for each other, and imports are not started`, remedy);
  if (unreserved < importsAtOnce + besideImports)
    return warning(
      `${what}. Everything works, and about ${Math.max(1, unreserved - besideImports)} imports run side by side; ` +
        'others wait in the queue, and other functions of the account with them',
      `Before many files come at once: ${remedy}`,
    );
  return ok(what);
};

export const concurrency: Check = {
  name: 'concurrency',
  rights: ['lambda:GetAccountSettings'],
  run: async ({ isLocal, look }) => [
    isLocal
      ? notApplicable('functions of the local stack run in processes of this machine')
      : judgeConcurrency(await look.concurrency()),
  ],
};
