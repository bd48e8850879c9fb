import { describe, expect, it } from '@jest/globals';
import type { Texts } from '../../../lambdas/shared/texts/texts.ts';
import { commands } from '../../../lambdas/shared/texts/commands.ts';
import { texts } from '../../../lambdas/shared/texts/texts.ts';
import { textsIn } from './elements.ts';
import { aReader, drawn, everyView } from './views.ts';

/** Each text in marks, so that what is on a page and in none was written there. */
const marked = (say: Texts): Texts => {
  const mark = (text: unknown): unknown => {
    if (typeof text === 'string') return `⟦${text}⟧`;
    if (typeof text === 'function')
      return (...values: unknown[]) => `⟦${(text as (...all: unknown[]) => string)(...values)}⟧`;
    return Object.fromEntries(
      Object.entries(text as object).map(([name, inner]) => [name, mark(inner)]),
    );
  };
  return mark(say) as Texts;
};

const unmarked = (text: string): string => {
  const less = text.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
  return less === text ? text : unmarked(less);
};

/** Of the data: IDs, names, causes, messages, and what people type. */
const data = [
  ...[commands.createOne, 'It is wrong.', 'reports/shop/loyal-1.csv', 'loyal.csv', 'loyal.CSV'],
  ...[
    'arn:aws:sts::1:assumed-role/loyal/me',
    'loyal',
    'vip.csv',
    'vip',
    'shop/',
    'shop',
    'oops',
    'shrinks',
  ],
];

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  const reader = aReader(language, 'light', { say: marked(texts[language]) });

  it.each(Object.entries(everyView(reader)))(
    'all words of the view "%s" come from the tables of the language',
    async (_, view) => {
      const left = textsIn(await drawn(view()))
        .map((text) => data.reduce((rest, one) => rest.replaceAll(one, ''), unmarked(text)))
        .filter((text) => /\p{L}/u.test(text));
      expect(left).toEqual([]);
    },
  );
});
