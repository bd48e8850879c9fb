import { describe, expect, it } from '@jest/globals';
import { projectSchema } from '../../../lambdas/shared/domain/project.ts';
import { languageOf } from '../../../lambdas/shared/texts/language.ts';
import { formats } from '../../../lambdas/shared/texts/ja/formats.ts';

describe('the language that a tag means', () => {
  it.each([
    ['ja', 'ja'],
    ['ja-JP', 'ja'],
    ['ja_JP.UTF-8', 'ja'],
    ['JA', 'ja'],
    ['ja.utf8', 'ja'],
    ['en_US.UTF-8', 'en'],
    ['en-GB', 'en'],
    ['C', undefined],
    ['POSIX', undefined],
    ['jav', undefined],
    ['de_DE', undefined],
    ['', undefined],
  ])('%s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });
});

describe('the language of a project', () => {
  const project = {
    projectId: 'shop',
    path: 'shop/',
    adminEmails: ['a@example.com'],
    audienceLimit: 1,
    slots: {},
    paused: false,
  };

  it.each(['en', 'ja'])('%s is what is stored', (language) => {
    expect(projectSchema.parse({ ...project, language }).language).toBe(language);
  });

  it('is English where a later release has stored one that is not known here', () => {
    expect(projectSchema.parse({ ...project, language: 'fr' }).language).toBe('en');
  });

  it('may be missing, as in what earlier releases have stored', () => {
    expect(projectSchema.parse(project)).toEqual(project);
  });
});

describe('Japanese', () => {
  it.each([
    [Date.UTC(2026, 10, 23, 23, 59), '2026年11月23日 23:59（UTC）'],
    [Date.UTC(2027, 0, 4, 5, 6), '2027年1月4日 05:06（UTC）'],
  ])('writes the time %d as %s', (time, text) => {
    expect(formats.time(time)).toBe(text);
  });
});
