import type { VirtualTime } from './virtual-time.ts';

/**
 * Time as a process sees it that Lambda freezes between two invocations: while it is frozen, nobody in it wakes up. What
 * was due meanwhile comes when it thaws, in the order in which it was due.
 */
export interface FreezableTime extends VirtualTime {
  freeze: () => void;
  thaw: () => void;
  /** Within `hold`: until it is not frozen. */
  awake: () => Promise<void>;
}

export const createFreezableTime = (time: VirtualTime): FreezableTime => {
  let isFrozen = false;
  let due: (() => void)[] = [];

  const awake = async (): Promise<void> => {
    while (isFrozen) {
      const waiting = new AbortController();
      due.push(() => {
        waiting.abort();
      });
      await time.pause(Infinity, waiting.signal).catch(() => undefined);
    }
  };

  return {
    now: time.now,
    run: time.run,
    hold: time.hold,
    awake,

    freeze: () => {
      isFrozen = true;
    },

    thaw: () => {
      isFrozen = false;
      const all = due;
      due = [];
      for (const wake of all) wake();
    },

    sleep: async (milliseconds) => {
      await time.sleep(milliseconds);
      while (isFrozen) await new Promise<void>((resolve) => due.push(resolve));
    },

    startTimer: (milliseconds, onEnd) => {
      let round = 0;
      const timer = time.startTimer(milliseconds, () => {
        const started = round;
        const ring = (): void => {
          if (started === round) onEnd();
        };
        if (isFrozen) due.push(ring);
        else ring();
      });
      return {
        restart: () => {
          round += 1;
          timer.restart();
        },
        cancel: () => {
          round += 1;
          timer.cancel();
        },
      };
    },

    pause: async (milliseconds, signal) => {
      await time.pause(milliseconds, signal);
      await awake();
      signal?.throwIfAborted();
    },
  };
};
