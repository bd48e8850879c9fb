import { TableThrottledError } from '../shared/back-pressure/table-throttled-error.ts';
import { inGroups } from '../shared/in-groups.ts';
import type { Pace } from '../shared/pace.ts';
import type { FindRegistered } from '../shared/domain/diagnosis/try-mends.ts';
import type { UnitMeter } from './unit-meter.ts';
import type { Users } from './users.ts';

/** BatchGetItem takes no more. */
const idsPerCall = 100;
/** Of an item of at most 4 KB, or none; what larger ones take shows with the first of them. */
const leastUnitsPerId = 0.5;

/**
 * Asks the users table, at the import's pace, and without patience: who asks can do without.
 *
 * @throws TableThrottledError, the signal's reason, or what DynamoDB answers
 */
export const createFindRegistered = (
  { getUsers, canBeUser }: Pick<Users, 'getUsers' | 'canBeUser'>,
  { pace, meter, signal }: { pace: Pace; meter: UnitMeter; signal: AbortSignal },
): FindRegistered => {
  let unitsPerId = leastUnitsPerId;
  return async (ids) => {
    const found = new Set<string>();
    for (const group of inGroups(ids.filter(canBeUser), idsPerCall)) {
      signal.throwIfAborted();
      const { registered, unprocessed, units } = await pace(
        group.length * unitsPerId,
        () => getUsers(group, signal),
        signal,
      );
      meter.readUnits += units;
      unitsPerId = Math.max(leastUnitsPerId, units / group.length);
      if (unprocessed.length > 0)
        throw new TableThrottledError(`${unprocessed.length} IDs were not looked up`);
      for (const id of registered) found.add(id);
    }
    return found;
  };
};
