import { type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { describeInBrowser, startBrowser } from '../../support/browser.ts';
import { aLiveVersion, anAudienceItem } from '../../support/factories.ts';
import { operate, type Operator } from '../../support/operate.ts';
import { type RunningStack, startStack } from '../../support/running-stack.ts';
import { type Settings, startWatch, visit, type Visitor } from '../../support/screen-visitor.ts';
import { hostileNames } from './hostile-names.ts';

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;
let browser: Browser;
let watch: Awaited<ReturnType<typeof startWatch>>;
const visitors: Visitor[] = [];

/** @param place what stands behind `#` in the address */
const open = async (place = '', settings: Settings = {}): Promise<Visitor> => {
  const visitor = await visit(browser, `${stack.endpoints.lambda}/#${place}`, settings);
  visitors.push(visitor);
  return visitor;
};

/** Part of a name, as people see it. */
const shownOf = (name: string): string => escapeName(name).slice(0, 40);

const putHostileNames = async (): Promise<void> => {
  const dynamodb = DynamoDBDocumentClient.from(
    new DynamoDBClient(sdkSettings(stack.endpoints.dynamodb)),
  );
  for (const name of hostileNames) {
    const item = { projectId: 'hostile', fileName: `${name}.csv`, audienceId: `id of ${name}` };
    const versions = { 1: aLiveVersion() };
    await dynamodb.send(
      new PutCommand({
        TableName: stack.tables.audiences,
        Item: { ...anAudienceItem({ ...item, versions, versionCounter: 1 }) },
      }),
    );
  }
  dynamodb.destroy();
};

const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
});

describeInBrowser('the console of npm start', () => {
  beforeAll(async () => {
    [stack, watch] = await Promise.all([startStack(), startWatch()]);
    operator = operate(stack.state);
    browser = await startBrowser(watch.url);
  });
  afterAll(async () => {
    await browser.close();
    await Promise.all([stack.stop(), watch.close()]);
  });
  afterEach(async () => {
    const errors = visitors.flatMap((visitor) => visitor.errors);
    for (const { leave } of visitors.splice(0)) await leave();
    expect(errors).toEqual([]);
    expect(watch.left.splice(0)).toEqual([]);
  });

  it('says what to type where there is no project yet, in the language of the browser', async () => {
    const { page } = await open('', { language: 'ja' });
    await page.getByRole('heading', { name: 'プロジェクトはまだありません' }).waitFor();
    const command = await page.locator('.command').first().textContent();
    expect(command).toBe(
      `npx --no -- audience-import --state ${stack.state} project put shop --admin-email you@example.com --audience-limit 100`,
    );
    for (const projectId of ['shop', 'hostile'])
      await operator.run([
        ...['project', 'put', projectId, '--admin-email', 'a@example.com'],
        ...['--audience-limit', '50'],
      ]);
    await operator.run(['users', 'load', 'shop', '-'], 'u1\nu2\nu3\n');
    await putHostileNames();
    await page.getByRole('button', { name: '更新' }).click();
    await page.getByText('ファイルを選択').waitFor();
  });

  it('uploads files, and says what has become of them', async () => {
    const { page, widget } = await open();
    await page.getByLabel('Project').selectOption('shop');
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file('vip.csv', 'u1\nu2\n'),
        file('broken.csv', 'u1\nu2,gold\n'),
        file('list.xlsx', 'u1\n'),
      ]);
    await page.getByText('the name has to end with .csv').waitFor();
    await page.getByRole('button', { name: 'Scan now' }).first().click();
    await page.getByText('Ready: 2 members').waitFor();
    await page.getByText('Row 2 has more than one column').first().waitFor();

    await page.getByRole('button', { name: 'Show vip.csv' }).click();
    await widget.getByRole('heading', { name: 'vip' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#view=audience&project=shop&file=vip.csv');
  });

  it('takes what is dropped anywhere, for the project that is shown', async () => {
    const { page } = await open('view=project&project=shop');
    await page.locator('.choose').waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const files = new DataTransfer();
      files.items.add(new File(['u3\\n'], 'dropped.csv'));
      return files;
    })()`);
    await page.dispatchEvent('footer', 'dragover', { dataTransfer: dropped });
    await page.getByText('Drop to upload to shop').waitFor();
    await page.dispatchEvent('footer', 'drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Scan now' }).click();
    await page.getByText('Ready: 1 member').waitFor();
    await page.locator('.widget').getByText('dropped').first().waitFor();
  });

  it.each([
    ['no project', 'nobody/files/vip.csv', '1', 404, 'no-project'],
    ['another suffix', 'shop/files/vip.txt', '1', 422, 'suffix'],
    ['too many bytes', 'shop/files/vip.csv', String(maxFileBytes + 1), 413, 'too-large'],
  ])('refuses a file: %s', async (_, path, length, status, refusal) => {
    const url = `${stack.endpoints.lambda}/console/projects/${path}`;
    const sent = request(url, { method: 'PUT', headers: { 'content-length': length } });
    sent.on('error', () => undefined).flushHeaders();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const body = (await answer.toArray()).join('');
    sent.destroy();
    expect([answer.statusCode, JSON.parse(body)]).toEqual([status, { refusal }]);
  });

  it('shows mails as they are read, and what the scanner did', async () => {
    await operator.run(['scan', '--wait']);
    const { page } = await open('mails');
    const mail = page.locator('details.mail');
    await mail.getByText('broken.csv').first().click();
    await page.locator('.paper').getByText('Row 2 has more than one column').waitFor();
    await page.getByText('a@example.com').first().waitFor();
    await page.getByRole('link', { name: 'Scanner' }).click();
    await page.getByRole('cell', { name: 'shop', exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Stack' }).click();
    await page.getByText(stack.endpoints.s3).first().waitFor();
  });

  it('opens an audience by the keyboard alone', async () => {
    const { page, widget } = await open('view=project&project=shop');
    await widget.getByText('vip').first().waitFor();
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement?.shadowRoot?.activeElement?.textContent.trim() ?? ""');
    for (let presses = 0; (await focused()) !== 'vip'; presses += 1) {
      expect(presses).toBeLessThan(60);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await widget.getByRole('heading', { name: 'vip' }).waitFor();
    await page.goBack();
    await widget.getByText('broken').first().waitFor();
  });

  it('keeps the language and the theme that somebody has chosen', async () => {
    const { page } = await open('mails');
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('button', { name: '暗い配色' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'メール' }).waitFor();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(await page.evaluate('document.documentElement.lang')).toBe('ja');
  });

  it.each<[string, Settings]>([
    ['wide and light, in English', { width: 1280, theme: 'light', language: 'en' }],
    ['narrow and dark, in Japanese', { width: 360, theme: 'dark', language: 'ja' }],
  ])('has no barriers, and fits: %s', async (_, settings) => {
    const shop = 'project=shop';
    for (const [place, shows] of [
      ['', 'shop'],
      [`view=project&${shop}`, 'broken'],
      [`view=audience&${shop}&file=vip.csv`, 'vip'],
      ['mails', 'broken.csv'],
      ['scanner', 'shop'],
      ['technical', 'dynamodb'],
    ] as const) {
      const { page, findBarriers, overflow } = await open(place, settings);
      await page.locator('main').getByText(shows).filter({ visible: true }).first().waitFor();
      expect([place, await findBarriers(), await overflow()]).toEqual([place, [], 0]);
    }
  });

  it('approves what is held, rolls back and deletes, each after a question', async () => {
    const { page, widget } = await open('view=audience&project=shop&file=vip.csv');
    const press = async (name: string, then: RegExp): Promise<void> => {
      await widget.getByText(name, { exact: true }).first().click();
      await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
      await widget.getByText(then).first().waitFor();
    };
    await widget.getByText('Delete with its file').waitFor();
    await page.locator('input[type=file]').setInputFiles(file('vip.csv', 'nobody\n'));
    await page.getByRole('button', { name: 'Scan now' }).click();
    await widget.getByText('Version 2 waits for approval').waitFor();
    await press('Approve', /published: campaigns read version 2 with 0 members/);
    await widget.getByText('Back to the audience').click();
    await press('Roll back', /rolled back: campaigns read version \d with 2 members/);
    await widget.getByText('Back to the audience').click();
    await press('Delete with its file', /deleted: campaigns read nothing of it/);
    await widget.getByText('Audiences of the project').click();
    await widget.getByText('broken').first().waitFor();
    expect(await widget.getByText('vip', { exact: true }).count()).toBe(0);
    expect(await operator.run(['audience', 'list', 'shop'])).not.toContain('vip');
  });

  it('shows hostile names as text, which do nothing and fit', async () => {
    const { page, widget, overflow } = await open('view=project&project=hostile', { width: 360 });
    const ran = (): Promise<unknown> => page.evaluate('window.ran');
    for (const name of hostileNames) await widget.getByText(shownOf(name)).first().waitFor();
    expect([await ran(), await overflow()]).toEqual([undefined, 0]);
    for (const name of hostileNames) {
      const params = new URLSearchParams({ project: 'hostile', file: `${name}.csv` }).toString();
      await page.goto(`${stack.endpoints.lambda}/#view=audience&${params}`);
      await widget.getByRole('heading').getByText(shownOf(name)).waitFor();
      expect([name, await ran(), await overflow()]).toEqual([name, undefined, 0]);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${stack.endpoints.lambda}/#view=project&project=hostile`);
    await widget.getByText(hostileNames[1]!).first().waitFor();
    expect([await ran(), await overflow()]).toEqual([undefined, 0]);
  });
});
