const hour = 3_600_000;
const day = 24 * hour;

/** What was not mailed for longer is no news. */
const longest = 7 * day;

/** An import may be written so much later than it says that it has ended: an importer has no longer. */
const overlap = 15 * 60_000;

/**
 * Once a day of UTC.
 *
 * @param hourOfDay from which it is mailed
 * @param last when the one before was begun, in milliseconds since 1970; undefined: there was none
 */
export const isDigestDue = (hourOfDay: number, last: number | undefined, now: number): boolean => {
  const today = now - (now % day);
  return now >= today + hourOfDay * hour && (last === undefined || last < today);
};

/** Imports that have ended later are in the digest. */
export const digestSince = (last: number | undefined, now: number): number =>
  last === undefined ? now - day : Math.max(last, now - longest) - overlap;
