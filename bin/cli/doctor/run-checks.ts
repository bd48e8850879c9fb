import pMap from 'p-map';
import { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { Check } from './check.ts';
import { type Finding, missing, type Verdict } from './finding.ts';
import { isDenied } from './is-denied.ts';
import type { Patient } from './ports.ts';

const atOnce = 4;

/** Runs them all: one that is not permitted says which right is missing, and stops no other. */
export const runChecks = async (checks: readonly Check[], patient: Patient): Promise<Finding[]> => {
  const findings = await pMap(
    checks,
    async (check) =>
      (await runCheck(check, patient)).map((verdict) => ({ check: check.name, ...verdict })),
    { concurrency: atOnce },
  );
  return findings.flat();
};

const runCheck = async (check: Check, patient: Patient): Promise<Verdict[]> => {
  try {
    return await check.run(patient);
  } catch (error) {
    if (error instanceof MalformedItemError)
      return [
        missing(
          (say) => say.malformed(error.message),
          (say) => say.doRepair,
        ),
      ];
    if (isDenied(error)) return [notPermitted(check, error)];
    throw error;
  }
};

const notPermitted = ({ rights }: Check, { message }: Error): Verdict => {
  const named = /not authorized to perform: (\S+)/i.exec(message)?.[1];
  return {
    status: 'unknown',
    what: (say) => say.notPermitted(named === undefined ? rights : [named]),
    remedy: (say) => say.doPermit,
  };
};
