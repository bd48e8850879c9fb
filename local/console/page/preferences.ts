import { z } from 'zod';
import {
  defaultLanguage,
  type Language,
  languageOf,
  languageSchema,
} from '../../../lambdas/shared/texts/language.ts';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  language: Language;
  theme: Theme;
}

const keys = { language: 'audience-import.language', theme: 'audience-import.theme' } as const;

const ofBrowser = (): Preferences => ({
  language:
    navigator.languages.map(languageOf).find((language) => language !== undefined) ??
    defaultLanguage,
  theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
});

/** What a person has chosen, or else what the browser prefers. */
export const readPreferences = (): Preferences => {
  const usual = ofBrowser();
  return {
    language: languageSchema.catch(usual.language).parse(localStorage.getItem(keys.language)),
    theme: z.enum(themes).catch(usual.theme).parse(localStorage.getItem(keys.theme)),
  };
};

export const keepPreference = <K extends keyof Preferences>(
  key: K,
  value: Preferences[K] & string,
): void => {
  localStorage.setItem(keys[key], value);
};

/** So that styles and screen readers know. */
export const applyPreferences = ({ language, theme }: Preferences, title: string): void => {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  document.title = title;
};
