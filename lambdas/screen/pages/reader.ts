import type { WidgetContext } from '../../shared/screen/widget-event.ts';
import { defaultLanguage, type Language, languageOf } from '../../shared/texts/language.ts';
import type { Endpoints } from '../show.ts';

/** For whom a page is drawn: what CloudWatch says of the dashboard that it is shown on. */
export interface Reader {
  language: Language;
  theme: 'light' | 'dark';
  timezone: { label: string; offsetInMinutes: number };
  endpoints: Endpoints;
  /** milliseconds since 1970 */
  now: number;
  /** values of the form elements on the page */
  context: WidgetContext | undefined;
}

export const readerOf = (
  context: WidgetContext | undefined,
  endpoints: Endpoints,
  now: number,
): Reader => ({
  language: languageOf(context?.locale ?? '') ?? defaultLanguage,
  theme: context?.theme ?? 'light',
  timezone: context?.timezone ?? { label: 'UTC', offsetInMinutes: 0 },
  ...{ endpoints, now, context },
});
