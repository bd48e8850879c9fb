import { exitCodes } from '../../bin/cli/errors.ts';
import { help } from '../../bin/cli/texts/en/help.ts';

/** The table of docs/command.md. */
export const describeExitCodes = (): string =>
  [
    '| code | means |',
    '| --- | --- |',
    `| ${exitCodes.done} | ${help.exitCodes.done} |`,
    `| ${exitCodes.failed} | ${help.exitCodes.failed} |`,
    `| ${exitCodes.wrongUsage} | ${help.exitCodes.wrongUsage} |`,
    `| ${exitCodes.couldNotTell} | ${help.exitCodes.couldNotTell} |`,
    `| ${exitCodes.interrupted} | ${help.exitCodes.interrupted} |`,
    '',
    'These answer by their exit code:',
    '',
    ...Object.entries(help.answers).map(([command, answer]) => `- \`${command}\`: ${answer}`),
  ].join('\n');
