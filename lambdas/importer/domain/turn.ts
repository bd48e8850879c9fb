/** An import that has a large part of a table to read or to write. */
export interface Turn {
  /** since when it wants to, in milliseconds since 1970 */
  since: number;
  /** how long it would take alone */
  seconds: number;
  /** milliseconds since 1970; it is not there any more afterwards */
  until: number;
  hasBegun: boolean;
}

/**
 * Seconds that the imports which share a table may need between them, each alone: with so many, all of them end within
 * an import's time, however they share it. A third of that time is left for everything else.
 */
export const mostSeconds = 600;

/** Those who have begun are let end, and those who have waited longer are let begin. */
export const mayBegin = (
  { since, seconds }: Pick<Turn, 'since' | 'seconds'>,
  others: readonly Turn[],
): boolean => {
  const ahead = others.filter((other) => other.hasBegun || other.since < since);
  const secondsAhead = ahead.reduce((sum, other) => sum + other.seconds, 0);
  return ahead.length === 0 || secondsAhead + seconds <= mostSeconds;
};
