import { setImmediate as turn } from 'node:timers/promises';
import type { Now, Sleep, StartTimer } from '../../../../lambdas/shared/ports.ts';

/** Everything waits for something that will never come. */
export class StuckError extends Error {
  override readonly name = 'StuckError';
}

/**
 * A clock that stands still while anything can run, and then goes on to the moment that somebody waits for. What is due at
 * the same moment comes in the order in which it was asked for.
 */
export interface VirtualTime {
  now: Now;
  sleep: Sleep;
  startTimer: StartTimer;
  /**
   * Lets time pass until `work` has ended.
   *
   * @throws StuckError when nothing is left that could make it end
   */
  run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Time does not pass meanwhile, except where `work` waits by `pause`: for code that we do not see into. */
  hold: <T>(work: () => Promise<T>) => Promise<T>;
  /** Within `hold`. @param milliseconds `Infinity`: until the signal aborts */
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

interface Waiting {
  at: number;
  order: number;
  wake: () => void;
}

/** @param start milliseconds since 1970 */
export const createVirtualTime = (start = Date.UTC(2026, 0, 1)): VirtualTime => {
  let time = start;
  let asked = 0;
  let held = 0;
  const queue: Waiting[] = [];

  /** @returns takes it back */
  const wakeAt = (at: number, wake: () => void): (() => void) => {
    const waiting: Waiting = { at, order: (asked += 1), wake };
    const behind = queue.findIndex((other) => other.at > at);
    queue.splice(behind === -1 ? queue.length : behind, 0, waiting);
    return () => {
      const index = queue.indexOf(waiting);
      if (index !== -1) queue.splice(index, 1);
    };
  };

  return {
    now: () => Math.floor(time),

    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const onAbort = (): void => {
          cancel();
          reject(signal?.reason as Error);
        };
        const cancel = wakeAt(time + Math.max(0, milliseconds), () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),

    startTimer: (milliseconds, onEnd) => {
      const start = (): (() => void) => wakeAt(time + milliseconds, onEnd);
      let cancel = start();
      return {
        restart: () => {
          cancel();
          cancel = start();
        },
        cancel: () => {
          cancel();
        },
      };
    },

    run: async (work) => {
      const progress = { hasEnded: false };
      const result = work().finally(() => {
        progress.hasEnded = true;
      });
      // Whoever awaits it hears of its failure; until then nobody does.
      result.catch(() => undefined);
      for (;;) {
        // By then every promise and every stream has gone as far as it can.
        await turn();
        if (progress.hasEnded) return result;
        if (held > 0) continue;
        const next = queue.shift();
        if (!next) throw new StuckError('everything waits, and nobody has set a time');
        time = Math.max(time, next.at);
        next.wake();
      }
    },

    hold: async (work) => {
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
      }
    },

    pause: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        held -= 1;
        const onAbort = (): void => {
          cancel();
          held += 1;
          reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
        };
        const cancel =
          milliseconds === Infinity
            ? () => undefined
            : wakeAt(time + milliseconds, () => {
                signal?.removeEventListener('abort', onAbort);
                held += 1;
                resolve();
              });
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
};
