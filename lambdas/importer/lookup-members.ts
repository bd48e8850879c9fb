import pMap, { pMapSkip } from 'p-map';
import type { FileJoin } from '../../kernel/file-join.ts';
import { inGroups } from '../shared/in-groups.ts';
import { type Backoff, retryUnprocessed } from '../shared/retry-unprocessed.ts';
import type { Pace } from '../shared/pace.ts';
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
 * The lookup plan: asks the users table for each distinct ID of the file, and marks those that are registered.
 *
 * @throws ThrottledError
 */
export const lookupMembers = async (
  file: Pick<FileJoin, 'ids' | 'mark'>,
  { getUsers, canBeUser, pace, meter, backoff, signal }: LookupPorts,
): Promise<void> => {
  const lookupSome = async (asked: readonly string[]): Promise<readonly string[]> => {
    signal.throwIfAborted();
    const expectedUnits = asked.length * unitsPerId;
    const { registered, unprocessed, units } = await pace(expectedUnits, () =>
      getUsers(asked, signal),
    );
    meter.readUnits += units;
    file.mark(registered);
    return unprocessed;
  };
  const lookupGroup = async (group: readonly string[]): Promise<typeof pMapSkip> => {
    await retryUnprocessed(group, lookupSome, backoff);
    return pMapSkip;
  };
  const candidates = file
    .ids(idsPerCall)
    .flatMap((ids) => ids)
    .filter(canBeUser);
  await pMap(inGroups(candidates, idsPerCall), lookupGroup, { concurrency: callsAtOnce, signal });
};
