import { expect, it } from '@jest/globals';
import { importFile } from '../../../support/import-file.ts';
import type { EndImport } from '../../../../lambdas/shared/claims/ports.ts';
import { someCounts } from '../../../support/factories.ts';
import { claimedWith, fakePorts, liveWith, message, time } from '../fake-import.ts';

const live = (members: string[]) => ({
  ...liveWith(members),
  counts: someCounts({ members: 3, unregistered: 0 }),
});

/** Notes whatever ends an import, and what was found in the file, which it is given last. */
const ended = (endings: unknown[][]): EndImport => {
  const end =
    (name: string) =>
    (...args: unknown[]): Promise<boolean> => {
      endings.push([name, args.at(-1)]);
      return Promise.resolve(true);
    };
  return {
    publish: end('published'),
    publishUnchanged: end('unchanged'),
    hold: end('held'),
    reject: end('rejected'),
    fail: end('failed'),
    release: end('released'),
  };
};

it('what is rejected for its delimiter is told which column has the users', async () => {
  const endings: unknown[][] = [];
  const { ports } = fakePorts('Ann;a\nBob;c\n', ['a', 'c'], { endImport: ended(endings) });
  await importFile(message, time, ports);
  expect(endings).toEqual([
    [
      'rejected',
      expect.objectContaining({
        diagnosis: expect.objectContaining({
          findings: [
            expect.objectContaining({
              kind: 'delimiter',
              sentence:
                'Both unregistered IDs have a semicolon in them; both of them would be registered as column 2 alone. Export only ' +
                'that column, or say which it is: "audience-import project put shop --delimiter \';\' --id-column 2".',
            }),
          ],
        }),
      }),
    ],
  ]);
});

it.each([
  ['published', ['a', 'c'], 'a\n7.0\n'],
  ['unchanged', ['a'], 'a\n7.0\n'],
  ['held', ['a'], '7.0\n'],
])('what is %s is told with its diagnosis', async (ending, before, text) => {
  const endings: unknown[][] = [];
  const { ports } = fakePorts(text, ['a', 'c', '7'], {
    claimImport: () => Promise.resolve(claimedWith(live(before))),
    endImport: ended(endings),
  });
  await importFile(message, time, ports);
  expect(endings).toEqual([
    [
      ending,
      expect.objectContaining({
        diagnosis: expect.objectContaining({
          findings: [
            expect.objectContaining({ kind: 'decimal' }),
            expect.objectContaining({ kind: 'more-unregistered' }),
          ],
        }),
      }),
    ],
  ]);
});
