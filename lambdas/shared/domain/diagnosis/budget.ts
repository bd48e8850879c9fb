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

/** Mended IDs, of half a unit each. */
export const mostLookups = ({ members, unregistered }: Counts): number =>
  Math.max(fewestLookups, Math.min(mostSampled, Math.floor((members + unregistered) * share)));

const shortestMs = 1_000;
const longestMs = 10_000;
const shareOfTimeLeft = 0.02;

/** How long they may take. */
export const mostMilliseconds = (elapsedMs: number, leftMs: number): number =>
  Math.max(
    0,
    Math.min(longestMs, Math.max(shortestMs, elapsedMs * share), leftMs * shareOfTimeLeft),
  );
