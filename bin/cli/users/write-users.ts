import { createBackPressure } from '../../../lambdas/shared/back-pressure/back-pressure.ts';
import type { Backoff } from '../../../lambdas/shared/ports.ts';
import { sideBySide } from '../../../lambdas/shared/side-by-side.ts';

/** One BatchWriteItem of at most 25 distinct IDs of a project. @returns those that DynamoDB handed back */
export type WriteUsers = (ids: readonly string[]) => Promise<readonly string[]>;

/** BatchWriteItem takes no more. */
export const usersPerCall = 25;
/** Below the 50 sockets of a client; a new table takes 4,000 items a second. */
const callsAtOnce = 16;

export interface WriteUsersPorts extends Backoff {
  /** told of each group that is written */
  onWritten: (group: readonly string[]) => void;
  signal: AbortSignal;
}

/**
 * Registers or unregisters users, in no particular order. No call is under way any more when it has ended, however it ends.
 *
 * @param groups of at most 25, each ID once
 * @throws the signal's reason, or what DynamoDB answers, except that the table is throttled: then it goes on, more slowly
 */
export const writeUsersOf = async (
  groups: Iterable<readonly string[]> | AsyncIterable<readonly string[]>,
  writeUsers: WriteUsers,
  { onWritten, signal, ...backoff }: WriteUsersPorts,
): Promise<void> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: callsAtOnce });
  await sideBySide(groups, { concurrency: callsAtOnce, signal }, async (ids, stop) => {
    await pressure.batch(ids, writeUsers, stop);
    onWritten(ids);
  });
};
