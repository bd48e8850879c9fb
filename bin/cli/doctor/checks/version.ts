import type { Check } from '../check.ts';
import { notApplicable, ok, type Verdict, warning } from '../finding.ts';

/** @param deployed undefined: of before it was said */
export const judgeVersion = (command: string, deployed: string | undefined): Verdict =>
  command === deployed
    ? ok(`command and stack are ${command}`)
    : warning(
        `the command is ${command}, and the stack ${deployed ?? 'of an earlier release'}`,
        'Use the command of the sources that were deployed, or deploy: git pull && npm ci && npx cdk deploy',
      );

export const version: Check = {
  name: 'version',
  rights: [],
  run: ({ stack, version: command }) =>
    Promise.resolve([
      stack ? judgeVersion(command, stack.version) : notApplicable(`the command is ${command}`),
    ]),
};
