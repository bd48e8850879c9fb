import type { Second } from './meter.ts';

/**
 * What part of a table's units was used while they were too few: from the first second with a refusal to the last one.
 *
 * @returns undefined if nothing was refused
 */
export const shareUsed = (seconds: readonly Second[], unitsPerSecond: number): number | undefined =>
  shareBetween(seconds, unitsPerSecond, ({ refused }) => refused > 0);

/**
 * The same from the first second in which anything was used to the last one.
 *
 * @returns undefined if nothing was
 */
export const shareWhileUsed = (
  seconds: readonly Second[],
  unitsPerSecond: number,
): number | undefined => shareBetween(seconds, unitsPerSecond, ({ granted }) => granted > 0);

const shareBetween = (
  seconds: readonly Second[],
  unitsPerSecond: number,
  counts: (second: Second) => boolean,
): number | undefined => {
  const first = seconds.findIndex(counts);
  if (first === -1) return undefined;
  const between = seconds.slice(first, seconds.findLastIndex(counts) + 1);
  return between.reduce((sum, { granted }) => sum + granted, 0) / (between.length * unitsPerSecond);
};
