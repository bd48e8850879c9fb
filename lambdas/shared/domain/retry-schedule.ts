const hour = 3_600_000;
const delays = [hour, 6 * hour];
const daily = 24 * hour;

/**
 * When an import that failed for now is tried again: after 1 hour, after 6 more, then daily.
 *
 * @param retries 0 after the first import of the file, and one more each time it failed
 */
export const retryAtAfter = (retries: number, now: number): number =>
  now + (delays[retries] ?? daily);
