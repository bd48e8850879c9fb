import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning, type Words } from '../finding.ts';

/** Scanner, mailer, announcer, collector and dead letters, which run beside the imports. */
const besideImports = 5;
/** `importerMaxConcurrency`, where nothing is set */
const importsAtOnce = 10;

export const judgeConcurrency = ({
  limit,
  unreserved,
}: {
  limit: number;
  unreserved: number;
}): Verdict => {
  const free: Words = ({ concurrency: say }) => say.free(unreserved, limit);
  if (unreserved < 2)
    return missing(
      (say) => say.concurrency.tooFew(free(say)),
      (say) => say.concurrency.doAsk,
    );
  if (unreserved < importsAtOnce + besideImports)
    return warning(
      (say) => say.concurrency.few(free(say), Math.max(1, unreserved - besideImports)),
      (say) => say.concurrency.doAskInTime,
    );
  return ok(free);
};

export const concurrency: Check = {
  name: 'concurrency',
  rights: ['lambda:GetAccountSettings'],
  run: async ({ isLocal, look }) => [
    isLocal
      ? notApplicable((say) => say.concurrency.isLocal)
      : judgeConcurrency(await look.concurrency()),
  ],
};
