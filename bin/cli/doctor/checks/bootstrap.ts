import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning, type Words } from '../finding.ts';

/** What the template asks for (its rule CheckBootstrapVersion). */
const least = 6;

/** @param isDeployed a stack that runs needs it only for the next deployment */
export const judgeBootstrap = (
  version: number | undefined,
  region: string,
  isDeployed: boolean,
): Verdict => {
  if (version !== undefined && version >= least)
    return ok(({ bootstrap: say }) => say.version(version));
  const what: Words = ({ bootstrap: say }) =>
    version === undefined ? say.none(region) : say.tooOld(version, least);
  const remedy: Words = ({ bootstrap: say }) => say.doBootstrap;
  return isDeployed
    ? warning((say) => say.bootstrap.forNext(what(say)), remedy)
    : missing(what, remedy);
};

export const bootstrap: Check = {
  name: 'bootstrap',
  rights: ['cloudformation:DescribeStacks'],
  run: async ({ isLocal, region, stack, look }) => [
    isLocal
      ? notApplicable((say) => say.bootstrap.isLocal)
      : judgeBootstrap(await look.bootstrapVersion(), region, stack !== undefined),
  ],
};
