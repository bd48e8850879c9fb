/** When something was looked at last in this process, whose clock that is of. */
export interface LastLook {
  /** before it was looked at; milliseconds since 1970 */
  begunAt: number;
  /** all of it was seen */
  isWhole: boolean;
  /** it is not looked at again before, so that what that costs is bounded; milliseconds since 1970 */
  restsUntil: number;
}

/** Clocks of SQS and of functions differ by milliseconds. */
const clockMarginMs = 1_000;

/**
 * A look costs what it reads. Resting so long for each file, or project, that was read bounds that for what changes all the time:
 * docs/operations.md has the sum.
 */
const restMsPerItem = 10;
/** A message can be put off by no more, and a tick comes before. */
const longestRestMs = 10 * 60_000;

/** @param items that were read */
export const endLook = (begunAt: number, isWhole: boolean, items: number): LastLook => ({
  begunAt,
  isWhole,
  restsUntil: begunAt + Math.min(longestRestMs, items * restMsPerItem),
});

/** What was told then shows in that look: S3 and DynamoDB list consistently. */
export const wasSeenBy = (look: LastLook | undefined, sentAt: number): boolean =>
  look !== undefined && look.isWhole && sentAt + clockMarginMs < look.begunAt;

/** How long it rests still, in milliseconds. */
export const restOf = (look: LastLook | undefined, now: number): number =>
  Math.max(0, (look?.restsUntil ?? 0) - now);
