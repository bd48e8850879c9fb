import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { HistoryView } from '../../bin/cli/import/history-view.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;
let lambda: LambdaClient;
let screenFunction: string;

beforeAll(async () => {
  stack = await startStack();
  operator = operate(stack.state);
  lambda = new LambdaClient({
    region: 'us-east-1',
    endpoint: stack.endpoints.lambda,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const status = await (await fetch(`${stack.endpoints.lambda}/status`)).json();
  const { functions } = status as { functions: object };
  screenFunction = Object.keys(functions).find((name) => name.includes('ScreenView'))!;
});
afterAll(async () => {
  lambda.destroy();
  await stack.stop();
});

interface Shown {
  text: string;
  buttons: { endpoint: string; params: object; confirmation: string | undefined }[];
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

/** What CloudWatch makes of an answer: elements that call a function are followed by what they call. */
const read = (html: string): Shown => {
  const actions = html.matchAll(/<\/(?:button|a)\s*>\s*<cwdb-action([^>]*)>([^]*?)<\/cwdb-action/g);
  const attribute = (of: string, name: string): string | undefined =>
    new RegExp(`${name}="([^"]*)"`).exec(of)?.[1];
  return {
    text: plain(html.replace(/<style>[^]*?<\/style>|<cwdb-action[^]*?<\/cwdb-action\s*>/g, '')),
    buttons: [...actions].map(([, of = '', params = '']) => ({
      endpoint: attribute(of, 'endpoint')!,
      params: JSON.parse(plain(params)) as object,
      confirmation: attribute(of, 'confirmation'),
    })),
  };
};

const call = async (functionName: string, params: object, form: object = {}): Promise<Shown> => {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: functionName,
      Payload: JSON.stringify({
        ...params,
        widgetContext: { dashboardName: 'ops', locale: 'en', forms: { all: form } },
      }),
    }),
  );
  const answer = Payload?.transformToString() ?? '';
  if (FunctionError !== undefined) throw new Error(answer);
  return read(JSON.parse(answer) as string);
};

/** What stands on the screen, and is pressed there. */
let page: Shown;
const look = async (file = 'vip.csv'): Promise<void> => {
  page = await call(screenFunction, { view: 'audience', project: 'shop', file });
};
/** @param wanted of what it calls for */
const find = (wanted: object) => {
  const found = page.buttons.find(({ params }) =>
    Object.entries(wanted).every(([name, value]) =>
      Object.entries(params).some(([key, of]) => key === name && of === value),
    ),
  );
  if (!found) throw new Error(`no ${JSON.stringify(wanted)} in: ${page.text}`);
  return found;
};
const press = async (wanted: object, form?: object): Promise<void> => {
  const { endpoint, params } = find(wanted);
  page = await call(endpoint, params, form);
};

const ids = (first: number, count: number): string =>
  Array.from({ length: count }, (_, place) => `user-${first + place}\n`).join('');

it('a new, a broken, a held and a wrong list are dealt with by the page alone', async () => {
  const folder = join(stack.inbox, 'shop');
  await mkdir(folder, { recursive: true });
  await operator.run([
    ...['project', 'put', 'shop', '--admin-email', 'a@example.com', '--audience-limit', '5'],
    ...['--max-shrink', '30'],
  ]);
  await operator.run(['users', 'load', 'shop', '-'], ids(0, 30));
  const drop = async (list: string, name = 'vip.csv'): Promise<void> => {
    await writeFile(join(folder, name), list);
    await operator.run(['scan', '--wait']);
  };

  // A new list, found from the list of projects on.
  await drop(ids(0, 20));
  page = await call(screenFunction, {});
  await press({ view: 'project', project: 'shop' });
  await press({ view: 'audience', file: 'vip.csv' });
  expect(page.text).toMatch(/\b20\b/);

  // A broken one, and the audience that it leaves as it was.
  await drop('user-1\n"user-2\n');
  await look();
  expect(page.text).toMatch(/quote/i);
  expect(page.text).toMatch(/\b20\b/);

  // One that is held, approved; and what the page of before asks for is not done again.
  await drop(ids(0, 5));
  await look();
  const before = page;
  expect(find({ action: 'approve' }).confirmation).toMatch(/\b5\b/);
  await press({ action: 'approve' });
  expect(page.text).toMatch(/campaigns read version \d+ with 5 members now/);
  expect(page.text).toMatch(/Before, they read version 1 with 20 members/);
  const answer = page;
  page = before;
  await press({ action: 'approve' });
  expect(page.text).toContain('Nothing was changed');
  page = before;
  await press({ action: 'delete', withFile: true });
  expect(page.text).toContain('Nothing was changed');
  expect(page.text).toMatch(/Campaigns read version \d+ with 5 members now/);

  // It was the wrong one: back to the audience, and to the version before.
  page = answer;
  await press({ view: 'audience' });
  await press({ action: 'rollback', to: 1 });
  expect(page.text).toContain('campaigns read version 1 with 20 members now');

  // Deleted, with its file.
  await press({ view: 'audience' });
  await press({ action: 'delete', withFile: true });
  expect(page.text).toContain('"vip" is deleted');
  expect(page.text).toContain('Its file shop/vip.csv is deleted, too.');
  await operator.run(['scan', '--wait']);
  expect(await operator.runJson(['audience', 'list', 'shop'])).toEqual([]);

  const history = await operator.runJson<HistoryView[]>(['import', 'history', 'shop', 'vip']);
  const decisions = history.flatMap((each) => each.decisions);
  expect(decisions.map(({ action }) => action)).toEqual(['delete', 'rollback', 'approve']);
  for (const { by } of decisions) expect(by).toMatchObject({ via: 'screen', dashboard: 'ops' });

  // The project: its limit, and a pause that another has ended meanwhile.
  page = await call(screenFunction, { view: 'project', project: 'shop' });
  const project = page;
  await press({ action: 'limit' }, { 'project-limit': 'seven' });
  expect(page.text).toContain('"seven" is no limit');
  page = project;
  await press({ action: 'limit' }, { 'project-limit': '7' });
  expect(page.text).toContain('may have 7 audiences now; its limit was 5');
  page = project;
  await press({ action: 'pause' });
  expect(page.text).toContain('Project "shop" is paused');
  await operator.run(['project', 'resume', 'shop']);
  page = await call(screenFunction, { view: 'project', project: 'shop' });
  expect(find({ action: 'pause' }).params).toMatchObject({ seen: { paused: false } });
});

it('the screen-actions function has called all that its role allows', async () => {
  expect(await stack.unusedRights('screen-actions')).toEqual([]);
});
