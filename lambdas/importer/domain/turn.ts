/** An import that has a large part of a table to read or to write. */
export interface Turn {
  /** since when it wants to, in milliseconds since 1970 */
  since: number;
  /** how long it would take alone */
  seconds: number;
  /** milliseconds since 1970; it is not there any more afterwards */
  until: number;
  hasBegun: boolean;
  /** audience IDs of further files that wait with it */
  alsoFor?: readonly string[] | undefined;
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

/** Where an import comes among those that share a table. */
export interface Place {
  /** since when it wants its turn, in milliseconds since 1970 */
  since: number;
  others: readonly Turn[];
  /** IDs of turns that are there no more when it has entered its own */
  gone: readonly string[];
}

/**
 * A file keeps its place whoever is the first of its pass, which changes from scan to scan. What has begun under the name of another
 * file stays: whoever did goes on with it.
 *
 * @param turns by audience ID
 * @param files audience IDs of those that wait together; the turn is entered under the first
 * @param asked since when they want it, if they have no place yet
 */
export const findPlace = (
  turns: Readonly<Record<string, Turn>>,
  files: readonly string[],
  asked: number,
  now: number,
): Place => {
  const others: Turn[] = [];
  const gone: string[] = [];
  let since = asked;
  for (const [id, turn] of Object.entries(turns)) {
    const isOwn = id === files[0];
    const isKept = !turn.hasBegun && [id, ...(turn.alsoFor ?? [])].some((of) => files.includes(of));
    if (isOwn || isKept) since = Math.min(since, turn.since);
    if (isOwn) continue;
    if (isKept || turn.until <= now) gone.push(id);
    else others.push(turn);
  }
  return { since, others, gone };
};
