import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { ja as consoleTexts } from '../../../local/console/texts/ja.ts';
import { screen } from '../../../lambdas/shared/texts/ja/screen.ts';

const texts = 'lambdas/shared/texts/ja';

/** What stands on one page, and words that say the same otherwise than the others do. */
it.each([
  `${texts}/screen.ts`,
  `${texts}/screen-audience.ts`,
  `${texts}/screen-actions.ts`,
  `${texts}/screen-documentation.ts`,
  'local/console/texts/ja.ts',
])('%s calls imports, approval and what campaigns do as the others do', async (file) => {
  const source = await readFile(file, 'utf8');
  const others =
    /インポート|保留|準備完了|拒否されました|リストを.{0,6}読み込み|\$\{number\(\w+\)\}個/;
  expect(others.exec(source)?.[0]).toBeUndefined();
});

it('mails, digest and command say of what is held what the screen says', () => {
  for (const file of globSync(['lambdas/shared/texts/ja/*.ts', 'bin/cli/texts/ja/*.ts']))
    expect([file, /.*保留.*/.exec(readFileSync(file, 'utf8'))?.[0]]).toEqual([file, undefined]);
});

it('an upload has the words of the list', () => {
  const { importing, ready, held, rejected } = consoleTexts.upload;
  const { statuses } = screen;
  expect(importing).toContain(statuses.importing);
  expect(ready(3)).toContain(statuses.ready);
  expect(held).toContain(statuses.held);
  expect(rejected).toContain(statuses.rejected);
});
