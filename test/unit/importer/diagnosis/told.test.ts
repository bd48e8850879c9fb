import { expect, it } from '@jest/globals';
import { importFile } from '../../../../lambdas/importer/import-file.ts';
import type { EndImport } from '../../../../lambdas/shared/claims/ports.ts';
import { someCounts } from '../../../support/factories.ts';
import { claimed, fakePorts, liveWith, message, time } from '../fake-import.ts';

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

it.each([
  ['published', live(['a', 'c']), 'a\n7.0\n'],
  ['unchanged', live(['a']), 'a\n7.0\n'],
  ['held', live(['a']), '7.0\n'],
])('what is %s is told with its diagnosis', async (ending, before, text) => {
  const endings: unknown[][] = [];
  const { ports } = fakePorts(text, ['a', 'c', '7'], {
    claimImport: () => Promise.resolve({ ...claimed, live: before }),
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
