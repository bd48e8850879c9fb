import { toIso } from '../domain/to-iso.ts';
import type { Formats } from './en/formats.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Older times are dates. */
const mostDays = 30;

/**
 * `3 min ago`, `5 h ago`, `2 days ago`, or the date of what is older.
 *
 * @param at milliseconds since 1970, as is `now`
 * @param offsetMinutes of the reader's time zone: whose date it is
 */
export const timeAgo = (
  at: number,
  now: number,
  { ago }: Pick<Formats, 'ago'>,
  offsetMinutes = 0,
): string => {
  // Two clocks are never quite the same.
  const passed = Math.max(0, now - at);
  if (passed < minute) return ago.seconds(Math.floor(passed / second));
  if (passed < hour) return ago.minutes(Math.floor(passed / minute));
  if (passed < day) return ago.hours(Math.floor(passed / hour));
  const days = Math.floor(passed / day);
  if (days <= mostDays) return ago.days(days);
  return toIso(at + offsetMinutes * minute).slice(0, 'YYYY-MM-DD'.length);
};
