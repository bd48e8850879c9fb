/** Journeys that share one start of the stack, because that is most of what each would cost: an operator's, and those that docs show. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ImportView } from '../../lambdas/shared/domain/import-view.ts';
import type { AudienceView } from '../../lambdas/shared/domain/audience-view.ts';
import { type ShellBlock, shellBlocks } from '../support/docs/blocks.ts';
import { type Page, readPages } from '../support/docs/pages.ts';
import { shownCommands } from '../support/docs/console-blocks.ts';
import { createTerminal, type TypeLine } from '../support/docs/terminal.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

interface Mail {
  to: string[];
  subject: string;
  text: string;
}

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;

beforeAll(async () => {
  stack = await startStack();
  operator = operate(stack.state);
});
afterAll(() => stack.stop());

const namesFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `user-${String(first + place).padStart(5, '0')}`);

const linesOf = (ids: readonly string[]): string => `${ids.join('\n')}\n`;

/** On-demand, us-east-1, November 2026. */
const perReadUnit = 0.125 / 1e6;
const perWriteUnit = 0.625 / 1e6;

/** Of 1,000 members 3 % leave each day, and as many come. */
const listOfDay = (day: number): string[] => namesFrom(30 * day, 1_000);

it('a list is imported, refreshed, cut in half, held, discarded and put right, and its administrator reads Japanese', async () => {
  const folder = join(stack.inbox, 'crm');
  await mkdir(folder, { recursive: true });
  await operator.run([
    ...['project', 'put', 'crm', '--admin-email', 'yuki@example.com', '--audience-limit', '5'],
    ...['--max-shrink', '30', '--language', 'ja'],
  ]);
  await operator.run(['users', 'load', 'crm', '-'], linesOf(namesFrom(0, 1_200)));

  const scan = () => operator.run(['scan', '--wait']);
  const drop = async (ids: readonly string[]): Promise<void> => {
    await writeFile(join(folder, 'vip.csv'), linesOf([...ids, 'nobody']));
    await scan();
  };
  const show = () => operator.runJson<AudienceView>(['audience', 'show', 'crm', 'vip']);
  const members = async () =>
    (await operator.run(['audience', 'members', 'crm', 'vip'])).split('\n').slice(0, -1).sort();
  const mails = () => operator.runJson<Mail[]>(['mail', 'list']);

  for (const day of [0, 1, 2]) {
    await drop(listOfDay(day));
    expect(await show()).toMatchObject({ status: 'ready', version: day + 1, members: 1_000 });
  }
  expect(await mails()).toEqual([]);

  await drop(listOfDay(2).slice(0, 500));
  expect(await show()).toMatchObject({ status: 'held', version: 3, members: 1_000 });
  expect(await members()).toEqual(listOfDay(2));
  // Told once, however often it is looked at.
  await scan();
  await scan();
  const [told, ...others] = await mails();
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    to: ['yuki@example.com'],
    subject: '[audience-import] crm: 「vip.csv」は承認待ちです',
  });
  for (const word of ['1,000', '500', '50', 'audience-import audience approve crm vip'])
    expect(told!.text).toContain(word);
  expect(englishIn(told!.text)).toEqual([]);

  await operator.run(['audience', 'discard', 'crm', 'vip']);
  await scan();
  expect(await show()).toMatchObject({ status: 'ready', version: 3, members: 1_000 });

  await drop(listOfDay(3));
  expect(await show()).toMatchObject({ status: 'ready', version: 5, members: 1_000 });
  expect(await members()).toEqual(listOfDay(3));
  expect(await mails()).toHaveLength(2);

  const history = await operator.runJson<ImportView[]>(['import', 'history', 'crm', 'vip']);
  const change = { rows: 1_001, unregistered: 1, members: 1_000, added: 30, removed: 30 };
  expect(history).toMatchObject([
    { outcome: 'published', version: 5, counts: change },
    { outcome: 'held', version: 4, counts: { members: 500, added: 0, removed: 500 } },
    { outcome: 'published', version: 3, counts: change },
    { outcome: 'published', version: 2, counts: change },
    { outcome: 'published', version: 1, counts: { members: 1_000, added: 1_000, removed: 0 } },
  ]);
  for (const { cost, readUnits, writeUnits } of history) {
    expect(cost.dollars).toBeCloseTo(readUnits * perReadUnit + writeUnits * perWriteUnit, 12);
    expect(cost.dollars).toBeGreaterThan(0);
  }
  const printed = await operator.run(['import', 'history', 'crm', 'vip']);
  expect(printed.match(/\$0\.0000\d+/g)).toHaveLength(5);
  await operator.run(['project', 'delete', 'crm', '--yes']);
  await rm(folder, { recursive: true });
});

describe('what is written in docs', () => {
  let type: TypeLine;
  beforeAll(async () => {
    await symlink(stack.inbox, join(stack.folder, 'inbox'));
    type = createTerminal(stack.folder, stack.state);
  });

  it('docs/first-hour.md shows what the command prints', async () => {
    const commands = shownCommands(await readFile('docs/first-hour.md', 'utf8'));
    expect(commands.length).toBeGreaterThan(25);
    for (const { line, printed } of commands)
      expect([line, ...steady((await type(line)).printed)]).toEqual([
        line,
        ...steady(printed.join('\n')),
      ]);
  });

  it('each command that a page shows can be given, if it does not say that it needs AWS', async () => {
    for (const line of beforePages) await typeWell(line, type);
    const others: unknown[] = [];
    for (const { path, text } of pagesInOrder())
      for (const line of shellBlocks(text).flatMap(linesForLocalStack)) {
        const { exitCode, printed } = await type(line);
        if (exitCode !== (unlike[line] ?? 0)) others.push({ path, line, exitCode, printed });
      }
    expect(others).toEqual([]);
  });
});

const members = 'arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/Members';
const openUsers = 'test/integration/importer/open-users.test.ts';
const putReport = 'test/integration/importer/put-report.test.ts';
const collecting = 'test/integration/collector/collector.test.ts';
const screen = 'test/e2e/screen-actions.test.ts';
const digests = 'test/unit/mailer/mail-digests.test.ts';

/** Rights that nothing of the above needs, and the test that shows what needs them. */
const rarelyUsed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  scanner: {
    // A scan that goes on where the last one has run out of time.
    'dynamodb:GetItem on TablesProjects.Arn': 'test/unit/scanner/scan-projects.test.ts',
  },
  importer: {
    // A users table of the customer's, and so large a list that all users are read.
    [`dynamodb:BatchGetItem on ${members}`]: openUsers,
    [`dynamodb:DescribeTable on ${members}`]: openUsers,
    [`dynamodb:Scan on ${members}`]: openUsers,
    'dynamodb:DescribeTable on TablesUsers.Arn': openUsers,
    'dynamodb:Query on TablesUsers.Arn': openUsers,
    // So many chunks that they are written no faster than the table takes them.
    'dynamodb:DescribeTable on TablesMemberships.Arn':
      'test/unit/importer/publication-order.test.ts',
    // A chunk that a query has not found.
    'dynamodb:GetItem on TablesMemberships.Arn': 'test/integration/importer/refreshes.test.ts',
    's3:AbortMultipartUpload on Inbox.Arn/audience-import-reports/*': putReport,
    's3:PutObject on Inbox.Arn/audience-import-reports/*': putReport,
    // It lists nothing: S3 answers 404 for a file that is gone only to who might.
    's3:ListBucket on Inbox.Arn': 'test/infra/permissions.test.ts',
    'sqs:ChangeMessageVisibility on ImportsQueue.Arn':
      'test/integration/importer/repeat-after.test.ts',
  },
  mailer: {
    // Once a day.
    'dynamodb:Query on TablesAudiences.Arn': digests,
    'dynamodb:Scan on TablesProjects.Arn': digests,
  },
  collector: {
    // Nothing is collected before it is a day old.
    'dynamodb:BatchWriteItem on TablesMemberships.Arn': collecting,
    'dynamodb:DeleteItem on TablesAudiences.Arn': collecting,
    'dynamodb:Query on TablesMemberships.Arn': collecting,
    'dynamodb:UpdateItem on TablesAudiences.Arn': collecting,
    'dynamodb:GetItem on TablesProjects.Arn': 'test/unit/operators/deleted-project.test.ts',
  },
  screen: {
    // Pages of one audience.
    'dynamodb:GetItem on TablesAudiences.Arn': screen,
    'dynamodb:GetItem on TablesProjects.Arn': screen,
    'dynamodb:Query on TablesImports.Arn': screen,
  },
};

const invoke = async (logicalName: string): Promise<void> => {
  const status = await (await fetch(`${stack.endpoints.lambda}/status`)).json();
  const { functions } = status as { functions: object };
  const FunctionName = Object.keys(functions).find((name) => name.includes(logicalName));
  const lambda = new LambdaClient({
    region: 'us-east-1',
    endpoint: stack.endpoints.lambda,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
  lambda.destroy();
};

describe('the roles of the functions', () => {
  beforeAll(async () => {
    for (const name of ['Collector', 'ScreenView']) await invoke(name);
  });

  it.each(Object.entries(rarelyUsed))(
    'that of the %s allows nothing that it does not call, here or in the tests named',
    async (name, rare) => {
      const unused = await stack.unusedRights(name);
      expect(unused.filter((right) => !(right in rare))).toEqual([]);
      for (const test of Object.values(rare))
        expect([test, existsSync(test)]).toEqual([test, true]);
    },
  );
});

/** What pages take for granted: a project with users and lists, one of which is held. */
const beforePages = [
  "seq -f 'user-%04g' 1 200 > user-ids.csv",
  "seq -f 'user-%04g' 199 200 > left.csv",
  "seq -f 'user-%04g' 1 130 > new-list.csv",
  "seq -f 'user-%04g' 1 120 | tee vip.csv | gzip > vip.csv.gz",
  'audience-import project put shop --admin-email you@example.com --audience-limit 100',
  'audience-import users load shop user-ids.csv',
  'cp vip.csv inbox/shop/vip.csv',
  "seq -f 'user-%04g' 100 150 > inbox/shop/news.csv",
  "seq -f 'user-%04g' 110 112 > inbox/shop/bought.csv",
  'audience-import scan --wait',
  'cp new-list.csv inbox/shop/vip.csv',
  'audience-import scan --wait',
  'echo nobody > inbox/shop/vip.csv',
  'audience-import scan --wait',
];

const typeWell = async (line: string, type: TypeLine): Promise<void> => {
  const { exitCode, printed } = await type(line);
  expect([line, exitCode, printed]).toEqual([line, 0, printed]);
};

const linesForLocalStack = ({ needsAws, lines }: ShellBlock): string[] =>
  needsAws
    ? []
    : lines.filter(
        (line) => /(^|\| )audience-import /.test(line) && !line.includes(' completion '),
      );

/** The last ones publish what was held, and delete everything. Another test types what the first hour shows. */
const lastPages = ['docs/checks-on-lists.md', 'docs/undoing.md'];

const pagesInOrder = (): Page[] => {
  const pages = readPages().filter(({ path }) => path !== 'docs/first-hour.md');
  const last = lastPages.flatMap((path) => pages.filter((page) => page.path === path));
  return [...pages.filter(({ path }) => !lastPages.includes(path)), ...last];
};

/** Exit codes of those that find another state than the sentence beside them says. */
const unlike: Readonly<Record<string, number>> = {
  // What is held was approved by the line before.
  'audience-import audience discard shop vip': 1,
  // It asks first, and nobody is there.
  'audience-import users sync shop user-ids.csv': 1,
};

/** Lines without what is another one each time: times, and the columns that are as wide as these. */
const steady = (text: string): string[] =>
  text
    .trim()
    .replaceAll(/\d+ (s|min|h) ago/g, 'AGO')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/ {2,}/g, '  ')
    .split('\n');

/** Sentences that are not translated, the commands and IDs in them left out. */
const englishIn = (text: string): string[] =>
  text
    .replaceAll(/「audience-import [^」]*」/g, '')
    .split('\n')
    .filter((line) => /([A-Za-z]+ ){3,}/.test(line));
