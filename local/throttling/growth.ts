import { growthDelayMs, growthFactor, type Direction, type Units } from './limits.ts';
import type { Clock } from './token-bucket.ts';

export interface Growth {
  record: (direction: Direction, units: number) => void;
  /** what the table takes a second by now */
  current: () => Units;
}

/** A peak is the highest use in a whole minute: AWS does not say how it measures, and CloudWatch shows minutes. */
const minuteMs = 60_000;

interface Peak {
  countsFrom: number;
  rate: number;
}

/** Double the highest of the peaks that are 30 minutes old, and never less than at the beginning. */
export const createGrowth = (initial: Units, now: Clock): Growth => {
  const grown = { ...initial };
  const used = { read: 0, write: 0 };
  const peaks: Record<Direction, Peak[]> = { read: [], write: [] };
  let minute = Math.floor(now() / minuteMs);

  const closeMinute = (): void => {
    const current = Math.floor(now() / minuteMs);
    if (current === minute) return;
    const countsFrom = (minute + 1) * minuteMs + growthDelayMs;
    for (const direction of ['read', 'write'] as const) {
      const rate = (used[direction] * 1000) / minuteMs;
      if (rate * growthFactor > grown[direction]) peaks[direction].push({ countsFrom, rate });
      used[direction] = 0;
    }
    minute = current;
  };

  return {
    record: (direction, units) => {
      closeMinute();
      used[direction] += units;
    },
    current: () => {
      closeMinute();
      for (const direction of ['read', 'write'] as const)
        for (
          let [first] = peaks[direction];
          first && first.countsFrom <= now();
          [first] = peaks[direction]
        ) {
          grown[direction] = Math.max(grown[direction], first.rate * growthFactor);
          peaks[direction].shift();
        }
      return grown;
    },
  };
};
