import { globSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { texts } from '../../../lambdas/shared/texts/texts.ts';
import { sentencesIn } from './literals.ts';
import { samples } from './samples.ts';
import { walkTexts } from './walk-texts.ts';

const all = walkTexts(texts.en, texts.ja, samples);

/** Names and numbers only. */
const sameInAll: readonly string[] = ['formats.number', 'mails.subject', 'mails.missed.because'];

/** Of the project, and of no file. */
const withoutValues = /^notices\.ignored\.(one|many|oneInFull|manyInFull)$/;

/** What people type, and options. */
const typed = (text: string): string[] =>
  (text.match(/audience-import [a-z-]+ [^"」]*|--[a-z-]+/g) ?? []).sort();

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
    if (!withoutValues.test(path)) expect(mentions.en).toEqual(values);
  });

  it('has the same commands and options', () => {
    expect(typed(ja)).toEqual(typed(en));
  });
});

describe('a module that composes what people read', () => {
  it.each(globSync('lambdas/mailer/domain/*.ts'))('%s has no words of its own', (file) => {
    expect(sentencesIn(file)).toEqual([]);
  });

  it('is seen to have some where it has', () => {
    expect(sentencesIn('lambdas/shared/texts/en/mails.ts').length).toBeGreaterThan(10);
  });
});
