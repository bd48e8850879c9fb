import type { StartTimer } from '../../lambdas/shared/ports.ts';

export interface FakeTimers {
  startTimer: StartTimer;
  /** how many milliseconds each of those that run was started with */
  running: () => number[];
  /** how often one was started anew */
  restarts: () => number;
  /** Lets the time of all that run be over. */
  end: () => void;
}

/** Timers whose time is over when a test says so. */
export const createFakeTimers = (): FakeTimers => {
  const running = new Map<symbol, { milliseconds: number; onEnd: () => void }>();
  let restarts = 0;
  return {
    startTimer: (milliseconds, onEnd) => {
      const id = Symbol();
      running.set(id, { milliseconds, onEnd });
      return {
        restart: () => {
          restarts += 1;
        },
        cancel: () => void running.delete(id),
      };
    },
    running: () => [...running.values()].map(({ milliseconds }) => milliseconds),
    restarts: () => restarts,
    end: () => {
      for (const { onEnd } of running.values()) onEnd();
      running.clear();
    },
  };
};
