import { widthOf } from './width-of.ts';

/** `12 min ago`, or a date. */
const usualWidth = 10;

/** The heading of times, as wide as these usually are: a table does not lose or gain a column because time passes. */
export const timeHeading = (heading: string): string =>
  heading + ' '.repeat(Math.max(0, usualWidth - widthOf(heading)));
