const fiveYears = 5 * 365 * 24 * 60 * 60;

/**
 * When an item of a table with a TTL attribute counts as gone: from its time on, although DynamoDB removes it up to some days
 * later. One whose time is more than five years ago is kept for ever, and so is one whose attribute is no number.
 */
export interface ExpiredSince {
  /** seconds since 1970, both inclusive */
  from: number;
  to: number;
}

/** @param now milliseconds since 1970 */
export const expiredAt = (now: number): ExpiredSince => {
  const to = Math.floor(now / 1000);
  return { from: to - fiveYears, to };
};
