import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until the condition holds, and gives what it gave. For what another process does, which
 * nobody can await.
 *
 * @param what for the error if it does not hold in time
 */
export const eventually = async <T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMs = 30_000,
): Promise<NonNullable<T>> => {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const value = await condition();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`not within ${deadlineMs / 1000} s: ${what}`);
    await sleep(20);
  }
};
