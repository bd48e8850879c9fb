import type { Now } from '../../../lambdas/shared/ports.ts';
import { timeAgo } from '../../../lambdas/shared/texts/time-ago.ts';
import type { Paint } from './colors.ts';
import type { Common } from '../texts/en/common.ts';

/** What a result is printed on. */
export interface Page {
  /** columns of a terminal; undefined where a program or a file takes the result: nothing is left out there, and nothing is cut */
  width: number | undefined;
  paint: Paint;
  /** a time of ISO 8601 as people read it; elsewhere as it is */
  time: (iso: string, common: Common) => string;
}

export const createPage = (width: number | undefined, paint: Paint, now: Now): Page => ({
  width,
  paint,
  time: (iso, common) =>
    width === undefined ? common.time(iso) : timeAgo(Date.parse(iso), now(), common),
});

/** Nobody looks at it. */
export const plainPage: Page = {
  width: undefined,
  paint: (text) => text,
  time: (iso, common) => common.time(iso),
};
