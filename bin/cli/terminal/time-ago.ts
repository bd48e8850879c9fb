import type { Common } from '../texts/en/common.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Older times are dates. */
const mostDays = 30;

/**
 * `3 min ago`, `5 h ago`, `2 days ago`, or the date of what is older.
 *
 * @param iso of ISO 8601
 * @param now milliseconds since 1970
 */
export const timeAgo = (iso: string, now: number, { ago }: Common): string => {
  // Two clocks are never quite the same.
  const passed = Math.max(0, now - Date.parse(iso));
  if (passed < minute) return ago.seconds(Math.floor(passed / second));
  if (passed < hour) return ago.minutes(Math.floor(passed / minute));
  if (passed < day) return ago.hours(Math.floor(passed / hour));
  const days = Math.floor(passed / day);
  if (days <= mostDays) return ago.days(days);
  return iso.slice(0, 'YYYY-MM-DD'.length);
};
