import { defaultLanguage, type Language, languageOf } from '../texts/language.ts';
import { type Texts, texts } from '../texts/texts.ts';
import type { WidgetContext } from './widget-event.ts';

/** For whom something is drawn, as CloudWatch says it. */
export interface Frame {
  language: Language;
  theme: 'light' | 'dark';
  /** minutes that the dashboard's time zone is ahead of UTC */
  offsetMinutes: number;
  /** what the page may say */
  say: Texts;
}

export const frameOf = (context: WidgetContext | undefined): Frame => {
  const language = languageOf(context?.locale ?? '') ?? defaultLanguage;
  return {
    language,
    say: texts[language],
    theme: context?.theme ?? 'light',
    offsetMinutes: offsetMinutesOf(context?.timezone),
  };
};

const mostMinutes = 24 * 60;

/** What the user guide calls an offset in minutes has no sign that it defines; that of ISO 8601 has, and goes first. */
const offsetMinutesOf = (timezone: WidgetContext['timezone']): number => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(timezone?.offsetISO ?? '') ?? [];
  const told =
    sign === undefined
      ? (timezone?.offsetInMinutes ?? 0)
      : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return Number.isInteger(told) && Math.abs(told) < mostMinutes ? told : 0;
};
