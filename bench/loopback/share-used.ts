import type { Second } from './meter.ts';

/**
 * What part of a table's units was used while they were too few: from the first second with a refusal to the last one.
 *
 * @returns undefined if nothing was refused
 */
export const shareUsed = (
  seconds: readonly Second[],
  unitsPerSecond: number,
): number | undefined => {
  const isRefusing = ({ refused }: Second): boolean => refused > 0;
  const first = seconds.findIndex(isRefusing);
  if (first === -1) return undefined;
  const short = seconds.slice(first, seconds.findLastIndex(isRefusing) + 1);
  return short.reduce((sum, { granted }) => sum + granted, 0) / (short.length * unitsPerSecond);
};
