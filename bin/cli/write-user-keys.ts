import { createBackPressure } from '../../lambdas/shared/back-pressure/back-pressure.ts';
import type { Backoff } from '../../lambdas/shared/ports.ts';
import { sideBySide } from '../../lambdas/shared/side-by-side.ts';

/** One BatchWriteItem of at most 25 distinct keys. @returns those that DynamoDB handed back */
export type WriteUserKeys = (keys: readonly string[]) => Promise<readonly string[]>;

/** BatchWriteItem takes no more. */
export const keysPerCall = 25;
/** Below the 50 sockets of a client; a new table takes 4,000 items a second. */
const callsAtOnce = 16;

/**
 * Writes keys, in no particular order.
 *
 * @param groups of at most 25, each key once
 * @param onWritten told how many more are written, again and again
 * @throws what DynamoDB answers, except that the table is throttled: then it goes on, more slowly
 */
export const writeUserKeys = async (
  groups: Iterable<readonly string[]>,
  writeKeys: WriteUserKeys,
  { onWritten, ...backoff }: Backoff & { onWritten: (keys: number) => void },
): Promise<void> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: callsAtOnce });
  await sideBySide(groups, { concurrency: callsAtOnce }, async (keys, stop) => {
    await pressure.batch(keys, writeKeys, stop);
    onWritten(keys.length);
  });
};
