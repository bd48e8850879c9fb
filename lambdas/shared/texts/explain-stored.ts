import type { StoredExplanation } from '../domain/explanation.ts';
import { type About, explain } from './explain.ts';
import type { Language } from './language.ts';
import { texts } from './texts.ts';

/**
 * What is stored of an explanation, in any language.
 *
 * @param english as it is stored beside it: what there is no explanation of, or one that this release does not know, is told so
 */
export const explainStored = (
  language: Language,
  explanation: StoredExplanation | undefined,
  english: string,
  about: About,
): string =>
  language === 'en' || explanation === undefined
    ? english
    : (explain(texts[language].explanations, explanation, about) ?? english);
