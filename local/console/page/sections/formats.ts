import type { Language } from '../../../../lambdas/shared/texts/language.ts';

/** In the time zone of the browser. */
export const formatTime = (language: Language, epochMillis: number): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
    epochMillis,
  );

export const formatNumber = (language: Language, value: number): string =>
  new Intl.NumberFormat(language).format(value);
