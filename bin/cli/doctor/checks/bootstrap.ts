import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';

/** What the template asks for (its rule CheckBootstrapVersion). */
const least = 6;

const remedy = 'npx cdk bootstrap (once per account and region)';

/** @param isDeployed a stack that runs needs it only for the next deployment */
export const judgeBootstrap = (
  version: number | undefined,
  region: string,
  isDeployed: boolean,
): Verdict => {
  if (version !== undefined && version >= least) return ok(`version ${version}`);
  const what =
    version === undefined
      ? `there is no bootstrap stack CDKToolkit in ${region}`
      : `the bootstrap stack has version ${version}, and ${least} is needed`;
  return isDeployed
    ? warning(`${what}; the next deployment needs it`, remedy)
    : missing(what, remedy);
};

export const bootstrap: Check = {
  name: 'bootstrap',
  rights: ['cloudformation:DescribeStacks'],
  run: async ({ isLocal, region, stack, look }) => [
    isLocal
      ? notApplicable('the local stack is deployed nowhere')
      : judgeBootstrap(await look.bootstrapVersion(), region, stack !== undefined),
  ],
};
