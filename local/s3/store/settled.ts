/** Longer than the steps in which file systems count time (FAT is the exception, with two seconds). */
const settledAfterMs = 1000;

/**
 * Whether a later change of the file or directory is sure to give it another time stamp. Without this, what was
 * read within one tick of the file system's clock would be taken for current after a change in the same tick.
 *
 * @param stampNs mtime or ctime in nanoseconds, read before the content
 */
export const isSettled = (stampNs: bigint, nowMs: number): boolean =>
  nowMs - Number(stampNs / 1_000_000n) >= settledAfterMs;
