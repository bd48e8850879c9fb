import type { Check } from '../check.ts';
import { notApplicable, ok, type Verdict, warning } from '../finding.ts';

/** @param deployed undefined: of before it was said */
export const judgeVersion = (command: string, deployed: string | undefined): Verdict =>
  command === deployed
    ? ok((say) => say.version.same(command))
    : warning(
        ({ version: say }) =>
          deployed === undefined ? say.earlier(command) : say.other(command, deployed),
        (say) => say.version.doDeploy,
      );

export const version: Check = {
  name: 'version',
  rights: [],
  run: ({ stack, version: command }) =>
    Promise.resolve([
      stack
        ? judgeVersion(command, stack.version)
        : notApplicable((say) => say.version.ofCommand(command)),
    ]),
};
