import { countOf } from '../../domain/count-of.ts';
import { toIso } from '../../domain/to-iso.ts';
import { offsetOf } from '../offset-of.ts';

const plain = new Intl.NumberFormat('en-US');

/** Numbers, times and lists as English has them. */
export const formats = {
  /** `1,234` */
  number: (value: number): string => plain.format(value),

  /** `1 file`, `1,234 files` */
  files: (count: number): string => countOf(count, 'file'),
  members: (count: number): string => countOf(count, 'member'),
  notices: (count: number): string => countOf(count, 'notice'),

  /** `36 hours`, `2 days` */
  hours: (count: number): string =>
    count > 24 && count % 24 === 0 ? countOf(count / 24, 'day') : countOf(count, 'hour'),

  /** `2026-11-23 23:59 UTC`, or `2026-11-24 08:59 +09:00` in another time zone */
  time: (epochMillis: number, offsetMinutes = 0): string =>
    `${toIso(epochMillis + offsetMinutes * 60_000)
      .slice(0, 16)
      .replace('T', ' ')} ${offsetOf(offsetMinutes)}`,

  /** how long ago something was, in units of the largest that fits */
  ago: {
    seconds: (count: number): string => `${count} s ago`,
    minutes: (count: number): string => `${count} min ago`,
    hours: (count: number): string => `${count} h ago`,
    days: (count: number): string => (count === 1 ? '1 day ago' : `${count} days ago`),
  },

  /** how long something takes */
  lasting: {
    seconds: (count: number): string => `${plain.format(count)} s`,
    minutes: (count: number): string => `${plain.format(count)} min`,
    hours: (count: number): string => `${plain.format(count)} h`,
    days: (count: number): string => countOf(count, 'day'),
  },

  /** `"vip.csv"` */
  quoted: (name: string): string => `"${name}"`,
};

export type Formats = typeof formats;
