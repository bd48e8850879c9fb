import type { Preferences } from '../preferences.ts';

export type Forms = Record<string, string | boolean>;

interface Shown extends Preferences {
  /** of the stack */
  name: string;
  params: object;
  forms: Forms;
  width: number;
  height: number;
}

const rangeMs = 3 * 60 * 60 * 1000;

/** `540` -> `+09:00` */
const toIso = (minutes: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** What CloudWatch tells a custom widget of itself; source: its user guide, "Details about custom widgets". */
export const widgetContext = ({
  language,
  theme,
  name,
  params,
  forms,
  width,
  height,
}: Shown): object => {
  const now = Date.now();
  const offset = -new Date(now).getTimezoneOffset();
  return {
    dashboardName: name,
    widgetId: 'widget-1',
    accountId: '000000000000',
    title: name,
    locale: language,
    theme,
    width: Math.round(width),
    height: Math.round(height),
    timezone: { label: 'Local', offsetISO: toIso(offset), offsetInMinutes: offset },
    period: 300,
    isAutoPeriod: true,
    linkCharts: true,
    timeRange: { mode: 'relative', start: now - rangeMs, end: now, relativeStart: rangeMs },
    forms: { all: forms },
    params,
  };
};
