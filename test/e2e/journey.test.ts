import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { ImportView } from '../../lambdas/shared/domain/import-view.ts';
import type { AudienceView } from '../../lambdas/shared/domain/audience-view.ts';
import { shownCommands } from '../support/docs/console-blocks.ts';
import { createTerminal } from '../support/docs/terminal.ts';
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

it('what docs/first-hour.md shows is what the command prints', async () => {
  const page = await readFile('docs/first-hour.md', 'utf8');
  await symlink(stack.inbox, join(stack.folder, 'inbox'));
  const type = createTerminal(stack.folder, stack.state);
  const commands = shownCommands(page);
  expect(commands.length).toBeGreaterThan(25);
  for (const { line, printed } of commands)
    expect([line, ...steady(await type(line))]).toEqual([line, ...steady(printed.join('\n'))]);
});

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
