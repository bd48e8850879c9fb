import { countOf } from '../../domain/count-of.ts';

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

  /** `2026-11-23 23:59 UTC` */
  time: (epochMillis: number): string =>
    `${new Date(epochMillis).toISOString().slice(0, 16).replace('T', ' ')} UTC`,

  /** `"vip.csv"` */
  quoted: (name: string): string => `"${name}"`,
};

export type Formats = typeof formats;
