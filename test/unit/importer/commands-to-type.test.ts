import { expect, it } from '@jest/globals';
import { otherDelimiter } from '../../../lambdas/importer/errors.ts';
import { reasonToHold } from '../../../lambdas/importer/reason-to-hold.ts';
import { commands } from '../../../lambdas/shared/texts/commands.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import { aProject, someCounts } from '../../support/factories.ts';
import { claimed, liveWith } from './fake-import.ts';

const audience = { projectId: 'shop', fileName: "the boss's; rm -r .csv" };
const about = aboutFile(audience.projectId, audience.fileName);
const asWord = String.raw`shop 'the boss'\''s; rm -r '`;

it.each([
  [
    'what is held',
    () =>
      reasonToHold(
        { ...claimed, ...audience, live: liveWith(['a']) },
        someCounts({ members: 0 }),
        aProject(),
      )?.message,
    `audience approve ${asWord} --version 5"`,
  ],
  [
    'a file with another delimiter',
    () => otherDelimiter(';', 'a;b', about).message,
    `audience retry ${asWord}"`,
  ],
  ['a file that was rejected', () => commands.retry(about), `audience retry ${asWord}`],
])('the command for %s names the audience as one word', (_, messageOf, command) => {
  expect(messageOf()).toContain(command);
});
