import { z } from 'zod';

/** What a line through the last versions takes: a month of daily ones. */
export const mostInTrend = 30;

/** Members of the last versions that were published, the oldest first. What goes back to an earlier version is one, too. */
export const trendSchema = z.array(z.number());

/** @param before absent where nothing was published since there are trends */
export const addToTrend = (before: readonly number[] = [], members: number): number[] =>
  [...before, members].slice(-mostInTrend);
