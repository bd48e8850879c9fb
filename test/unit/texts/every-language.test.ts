import { globSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { causeKeys, howKeys } from '../../../lambdas/shared/domain/diagnosis/keys.ts';
import { foreignThings } from '../../../lambdas/shared/domain/foreign-things.ts';
import { ignoredReasons } from '../../../lambdas/shared/domain/ignored-reasons.ts';
import { type About, explain, placeholders } from '../../../lambdas/shared/texts/explain.ts';
import { texts } from '../../../lambdas/shared/texts/texts.ts';
import { isForPeople, sentencesIn } from './literals.ts';
import { type CliTexts, cliTexts } from '../../../bin/cli/texts/texts.ts';
import { en as consoleEn } from '../../../local/console/texts/en.ts';
import { ja as consoleJa } from '../../../local/console/texts/ja.ts';
import { cliSamples } from './cli-samples.ts';
import { consoleSamples } from './console-samples.ts';
import { samples } from './samples.ts';
import { type Text, walkTexts } from './walk-texts.ts';

/** Without those that have been walked, and help, which has a test of its own: test/unit/cli/help.test.ts. */
const ofCommand = (say: CliTexts): object =>
  Object.fromEntries(
    Object.entries(say).filter(([area]) => !['language', 'shared', 'help'].includes(area)),
  );

const all = [
  ...walkTexts(texts.en, texts.ja, samples),
  ...walkTexts(ofCommand(cliTexts.en), ofCommand(cliTexts.ja), cliSamples, 'command'),
  ...walkTexts(consoleEn, consoleJa, consoleSamples, 'console'),
];

/** Names and numbers only. */
const sameInAll: readonly string[] = [
  ...['formats.number', 'mails.subject', 'mails.missed.because'],
  'console.technical.megabytes',
];

/** Of the project, and of no file. */
const withoutValues = /^notices\.ignored\.(one|many|oneInFull|manyInFull)$/;

/** What an explanation is of, which not all say. */
const isContext = (path: string, value: string): boolean =>
  (path.startsWith('explanations.') && value.startsWith('1.')) ||
  // Whose name, or that as a word of a shell, says it.
  (path.startsWith('command.audienceChanges.') && /\.(projectId|name|word)$/.test(value)) ||
  // Each of them matters for other files.
  (path === 'command.audienceChanges.stays' && ['2', '3'].includes(value)) ||
  (path === 'screenActions.afterwards' && value === '2');

/** What people type, and options. */
const typed = (text: string): string[] =>
  (
    text.match(
      /audience-import (?:project|audience|users|import|scan|dead-letter) [^"」]*|--[a-z-]+/g,
    ) ?? []
  ).sort();

const modules = [
  ...globSync('lambdas/mailer/domain/*.ts'),
  // The others write to the log.
  ...globSync('lambdas/screen-actions/*.ts', { exclude: ['**/handler.ts'] }),
  ...globSync('lambdas/shared/domain/diagnosis/{signs-of-*,find-causes,try-mends}.ts'),
  ...globSync('lambdas/importer/{errors,broken-row,name-columns,reason-to-hold}.ts'),
  'lambdas/shared/claims/tell.ts',
  'lambdas/shared/domain/foreign-format.ts',
  'lambdas/shared/domain/ignored-objects.ts',
  'lambdas/dead-letter/describe-giving-up.ts',
];

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe.each(all)('the text $path', ({ path, en, ja, mentions, values }) => {
  it('is there in both languages', () => {
    expect([typeof en, typeof ja]).toEqual(['string', 'string']);
    if (sameInAll.includes(path)) expect(ja).toBe(en);
    else expect(ja).not.toBe(en);
  });

  it('is Japanese where there are words', () => {
    expect(en).not.toMatch(japanese);
    if (/[A-Za-z]{2,} [A-Za-z]{2,}/.test(en) && !sameInAll.includes(path))
      expect(ja).toMatch(japanese);
  });

  it('mentions the same values', () => {
    expect(mentions.ja).toEqual(mentions.en);
    if (!withoutValues.test(path))
      expect(mentions.en.filter((value) => !isContext(path, value))).toEqual(
        values.filter((value) => !isContext(path, value)),
      );
  });

  it('has the same commands and options', () => {
    expect(typed(ja)).toEqual(typed(en));
  });
});

/** What is kept by a word, of which the samples have only two. */
const explained = (of: string, values: object): Text[] =>
  walkTexts(
    {
      [of]: (about: About) => explain(texts.en.explanations, { of, values: { ...values } }, about),
    },
    {
      [of]: (about: About) => explain(texts.ja.explanations, { of, values: { ...values } }, about),
    },
    { [of]: [[placeholders], [placeholders]] },
    JSON.stringify(values),
  );

const words = [
  ...foreignThings.flatMap((thing) => explained('foreign-file', { thing })),
  ...ignoredReasons.flatMap((reason) =>
    explained('ignored', { reason, count: 2, examples: ['a', 'b'] }),
  ),
  ...causeKeys.flatMap((cause) =>
    [undefined, ...howKeys].flatMap((how) =>
      explained('finding-of-ids', {
        cause,
        isShown: true,
        count: 1,
        sampled: 2,
        isAll: true,
        ...(how && { trial: { how, number: 3, tried: 2, registered: 1 } }),
      }),
    ),
  ),
];

it.each(words)('the explanation $path is there in both languages', ({ en, ja }) => {
  expect(ja).toMatch(japanese);
  expect(en).not.toMatch(japanese);
  expect(typed(ja)).toEqual(typed(en));
});

/** What is typed, and what shells read; descriptions in JSON schemas are English. */
const notRead = new Set([
  'bin/cli/help/examples.ts',
  'bin/cli/json/contract.ts',
  'bin/cli/completion/scripts.ts',
]);
const ofTheCommand = globSync('bin/cli/**/*.ts').filter(
  (file) => !file.startsWith('bin/cli/texts/') && !notRead.has(file),
);

describe('a module that composes what people read', () => {
  it.each(modules)('%s has no words of its own', (file) => {
    expect(sentencesIn(file)).toEqual([]);
  });

  it.each(ofTheCommand)('%s has none, either', (file) => {
    expect(sentencesIn(file, isForPeople)).toEqual([]);
  });

  it('is seen to have some where it has', () => {
    expect(sentencesIn('lambdas/shared/texts/en/mails.ts').length).toBeGreaterThan(10);
    expect(sentencesIn('bin/cli/texts/en/users.ts', isForPeople).length).toBeGreaterThan(10);
    for (const file of notRead) expect(sentencesIn(file).length).toBeGreaterThan(0);
  });
});
