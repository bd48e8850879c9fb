import type { FileJoin } from '../../kernel/file-join.ts';
import { createBackPressure } from '../shared/back-pressure/back-pressure.ts';
import { inGroups } from '../shared/in-groups.ts';
import type { Pace } from '../shared/pace.ts';
import type { Backoff } from '../shared/ports.ts';
import { sideBySide } from '../shared/side-by-side.ts';
import type { UnitMeter } from './unit-meter.ts';
import type { Users } from './users.ts';

export interface LookupPorts extends Pick<Users, 'getUsers' | 'canBeUser'> {
  pace: Pace;
  meter: UnitMeter;
  backoff: Backoff;
  signal: AbortSignal;
}

/** BatchGetItem takes no more. */
const idsPerCall = 100;
/** Below the 50 sockets of a client, so that calls do not queue behind each other unseen. */
const callsAtOnce = 32;
/** Of an item of at most 4 KB, or none. */
const unitsPerId = 0.5;

/**
 * The lookup plan: asks the users table for each distinct ID of the file, and marks those that are registered. No call is
 * under way any more when it has ended, however it ends.
 *
 * @throws the signal's reason, or what DynamoDB answers
 */
export const lookupMembers = async (
  file: Pick<FileJoin, 'ids' | 'mark'>,
  { getUsers, canBeUser, pace, meter, backoff, signal }: LookupPorts,
): Promise<void> => {
  const pressure = createBackPressure({ ...backoff, mostCalls: callsAtOnce });

  const lookupGroup = (group: readonly string[], stop: AbortSignal): Promise<void> => {
    const lookupSome = async (asked: readonly string[]): Promise<readonly string[]> => {
      const { registered, unprocessed, units } = await pace(
        asked.length * unitsPerId,
        () => getUsers(asked, stop),
        stop,
      );
      meter.readUnits += units;
      file.mark(registered);
      return unprocessed;
    };
    return pressure.batch(group, lookupSome, stop);
  };

  const candidates = file
    .ids(idsPerCall)
    .flatMap((ids) => ids)
    .filter(canBeUser);
  const calls = { concurrency: callsAtOnce, signal };
  await sideBySide(inGroups(candidates, idsPerCall), calls, lookupGroup);
};
