import type { Counts } from '../audience-item.ts';

/** IDs that are looked at. */
export const mostSampled = 1_000;

/** Of the different IDs of a file: fewer unregistered ones, such as a header, are nothing to explain. */
const leastShare = 0.01;

export const isWorthIt = ({ members, unregistered }: Counts): boolean =>
  unregistered > 0 && unregistered >= (members + unregistered) * leastShare;

const fewestLookups = 100;
/** What a diagnosis may cost of the import that it explains. */
const share = 0.05;

/** Of an item of at most 4 KB, or none. */
const unitsPerLookup = 0.5;

/**
 * Mended IDs. No more than a table with a cap gives in the time that they may take: what was booked of its time and is not used is
 * lost to others.
 *
 * @param milliseconds that they may take
 * @param unitsPerSecond the cap, if there is one
 */
export const mostLookups = (
  { members, unregistered }: Counts,
  milliseconds: number,
  unitsPerSecond = Number.POSITIVE_INFINITY,
): number =>
  Math.min(
    Math.max(fewestLookups, Math.min(mostSampled, Math.floor((members + unregistered) * share))),
    Math.floor(((milliseconds / 1000) * unitsPerSecond) / unitsPerLookup),
  );

const shortestMs = 1_000;
const longestMs = 10_000;
const shareOfTimeLeft = 0.02;

/** How long they may take. */
export const mostMilliseconds = (elapsedMs: number, leftMs: number): number =>
  Math.max(
    0,
    Math.min(longestMs, Math.max(shortestMs, elapsedMs * share), leftMs * shareOfTimeLeft),
  );
