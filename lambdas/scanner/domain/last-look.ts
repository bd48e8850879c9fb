/** When something was looked at last in this process, whose clock that is of. */
export interface LastLook {
  /** before it was looked at; milliseconds since 1970 */
  begunAt: number;
  /** all of it was seen */
  isWhole: boolean;
  /** it is not looked at again before, so that what that costs is bounded; milliseconds since 1970 */
  restsUntil: number;
  /** a tick comes before that: news in between need not come back */
  isLeftToTick: boolean;
  /** folders of which something was put off until then, which covers all that is told of them before */
  putOff: Set<string>;
}

export interface EndedLook {
  /** milliseconds since 1970 */
  begunAt: number;
  endedAt: number;
  isWhole: boolean;
  /** its time was up before it had seen all */
  isCutShort?: boolean;
  /** that were read */
  items: number;
}

/** Clocks of SQS and of functions differ by milliseconds. */
const clockMarginMs = 1_000;

/**
 * A look costs what it reads. Resting so long for each item that was read bounds that for what changes all the time:
 * docs/sooner.md has the sum.
 */
const restMsPerItem = 10;
/** From one tick to the next. */
const longestRestMs = 10 * 60_000;

/** @param leastRestMs so that what comes together is some looks, however few items there are */
export const endLook = (
  { begunAt, endedAt, isWhole, isCutShort = false, items }: EndedLook,
  leastRestMs: number,
): LastLook => {
  const rest = Math.max(leastRestMs, items * restMsPerItem);
  const isLeftToTick = isCutShort || rest >= longestRestMs;
  const restsUntil = endedAt + (isLeftToTick ? longestRestMs : rest);
  return { begunAt, isWhole, restsUntil, isLeftToTick, putOff: new Set() };
};

/** What was told then shows in that look: S3 and DynamoDB list consistently. */
export const wasSeenBy = (look: LastLook | undefined, sentAt: number): boolean =>
  look !== undefined && look.isWhole && sentAt + clockMarginMs < look.begunAt;

export const isResting = (look: LastLook | undefined, now: number): look is LastLook =>
  look !== undefined && now < look.restsUntil;
