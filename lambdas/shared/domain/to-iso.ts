/** The last moment that a date can be. */
const endOfTime = 8.64e15;

/** ISO 8601, also of a number that is no moment: what stands in a table has to be seen to be mended. */
export const toIso = (epochMillis: number): string =>
  new Date(Math.min(endOfTime, Math.max(-endOfTime, epochMillis))).toISOString();
