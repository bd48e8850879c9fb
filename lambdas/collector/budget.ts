import { createPace, type Pace } from '../shared/pace.ts';
import type { Now, Sleep } from '../shared/ports.ts';

/** What one run may use. */
export interface Budget {
  /** No other call may start. */
  isSpent: () => boolean;
  /** Makes a call when its turn has come, and counts its write units. */
  use: Pace;
}

export interface BudgetLimits {
  writeUnits: number;
  /** milliseconds until the run has to end */
  timeLeft: () => number;
}

/**
 * Spreads the units over the time that there is: a table takes only so many a second, and imports, which people wait
 * for, want them, too.
 */
export const createBudget = (
  { writeUnits, timeLeft }: BudgetLimits,
  { now, sleep }: { now: Now; sleep: Sleep },
): Budget => {
  let unitsLeft = writeUnits;
  const pace = createPace(writeUnits / (Math.max(1, timeLeft()) / 1000), {
    now,
    sleep: (milliseconds, signal) => sleep(Math.min(milliseconds, Math.max(0, timeLeft())), signal),
  });
  return {
    isSpent: () => unitsLeft <= 0 || timeLeft() <= 0,
    use: async (expectedUnits, call, signal) => {
      const answer = await pace(expectedUnits, call, signal);
      unitsLeft -= answer.units;
      return answer;
    },
  };
};
