import type { Pace } from '../../shared/pace.ts';
import type { Now, Sleep } from '../../shared/ports.ts';

/**
 * Gives a stretch of a table's time to one import alone.
 *
 * @param milliseconds its length
 * @returns when it begins, in milliseconds since 1970
 */
export type LeaseTime = (
  tableName: string,
  milliseconds: number,
  signal?: AbortSignal,
) => Promise<number>;

/** Keeps all who read a table within so many units a second together. */
export type PaceTable = (tableName: string, unitsPerSecond: number) => Pace;

/** Of a second. Short, so that imports take turns quickly; each lease is a write. */
const leaseSeconds = 0.25;

/**
 * A pace that importers in many processes keep together: each leases time of the table, as long as its units take at the
 * cap, and uses them in that time. The units that it has used more than expected come off the next lease.
 */
export const createPaceTable =
  ({ leaseTime, now, sleep }: { leaseTime: LeaseTime; now: Now; sleep: Sleep }): PaceTable =>
  (tableName, unitsPerSecond) => {
    let unitsLeft = 0;
    let usableFrom = 0;
    let last: Promise<void> = Promise.resolve();

    const acquire = async (units: number, signal: AbortSignal | undefined): Promise<void> => {
      signal?.throwIfAborted();
      if (unitsLeft < units) {
        const leased = Math.max(unitsPerSecond * leaseSeconds, units - unitsLeft);
        const length = Math.ceil((leased / unitsPerSecond) * 1000);
        usableFrom = await leaseTime(tableName, length, signal);
        unitsLeft += leased;
      }
      unitsLeft -= units;
      const wait = usableFrom - now();
      if (wait > 0) await sleep(wait, signal);
    };

    const pace: Pace = async (expectedUnits, call, signal) => {
      // One after the other: who waits for a lease does not take another.
      const turn = last.then(() => acquire(expectedUnits, signal));
      last = turn.catch(() => undefined);
      await turn;
      // A call that is refused takes no units.
      let units = 0;
      try {
        const answer = await call();
        ({ units } = answer);
        return answer;
      } finally {
        unitsLeft -= units - expectedUnits;
      }
    };
    return Object.assign(pace, { unitsPerSecond });
  };
