import type { Formats } from './en/formats.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** `12 s`, `42 min`, `3 h`, `2 days`: whole units of the largest that fits twice. */
export const duration = (seconds: number, { lasting }: Pick<Formats, 'lasting'>): string => {
  const passed = Math.max(0, seconds);
  if (passed < 2 * minute) return lasting.seconds(Math.round(passed));
  if (passed < 2 * hour) return lasting.minutes(Math.floor(passed / minute));
  if (passed < 2 * day) return lasting.hours(Math.floor(passed / hour));
  return lasting.days(Math.floor(passed / day));
};
