import type { Backoff } from '../ports.ts';
import { createGate } from './gate.ts';
import { TableThrottledError } from './table-throttled-error.ts';

/**
 * Calls of one table that may be refused. They are repeated until they are taken or their signal aborts, and the more
 * are refused, the fewer are made side by side: a table that takes little makes an import slower, and nothing else.
 */
export interface BackPressure {
  /**
   * Makes a call, and again each time that it throws TableThrottledError.
   *
   * @throws the signal's reason, and whatever else the call throws
   */
  call: <T>(make: () => Promise<T>, signal: AbortSignal) => Promise<T>;
  /**
   * Makes a batch call, and again with what it gives back (UnprocessedKeys, UnprocessedItems), until that is nothing.
   * DynamoDB throws when it has taken nothing of a batch: then all of it is repeated.
   *
   * @throws the signal's reason, and whatever else the call throws
   */
  batch: <Request>(
    requests: readonly Request[],
    make: (requests: readonly Request[]) => Promise<readonly Request[]>,
    signal: AbortSignal,
  ) => Promise<void>;
}

export interface BackPressureOptions extends Backoff {
  /** side by side */
  mostCalls: number;
  /** for what begins carefully; else `mostCalls` */
  callsAtFirst?: number;
}

const firstDelayMs = 50;
/** A refused call costs nothing, and what a table could have taken meanwhile is lost. */
const longestDelayMs = 400;

const refused = Symbol('refused');

export const createBackPressure = ({
  mostCalls,
  callsAtFirst = mostCalls,
  sleep,
  random,
}: BackPressureOptions): BackPressure => {
  const gate = createGate(callsAtFirst, mostCalls);
  /** in a row, of whatever call: they are of one table */
  let refusals = 0;

  const pass = <T>(
    make: () => Promise<T>,
    isRefused: (answer: T) => boolean,
    signal: AbortSignal,
  ): Promise<T> => {
    const pause = (): Promise<void> =>
      sleep(random() * Math.min(longestDelayMs, firstDelayMs * 2 ** refusals), signal);
    const wasRefused = (answer: T): boolean => {
      refusals = isRefused(answer) ? refusals + 1 : 0;
      return refusals > 0;
    };
    return gate.pass(make, wasRefused, pause, signal);
  };

  return {
    call: async (make, signal) => {
      for (;;) {
        const answer = await pass(
          () => orRefused(make),
          (some) => some === refused,
          signal,
        );
        if (answer !== refused) return answer;
      }
    },

    batch: async (requests, make, signal) => {
      let left = requests;
      while (left.length > 0) {
        const asked = left;
        const attempt = async (): Promise<typeof asked> => {
          const handedBack = await orRefused(() => make(asked));
          return handedBack === refused ? asked : handedBack;
        };
        left = await pass(attempt, ({ length }) => length > 0, signal);
      }
    },
  };
};

const orRefused = async <T>(make: () => Promise<T>): Promise<T | typeof refused> => {
  try {
    return await make();
  } catch (error) {
    if (error instanceof TableThrottledError) return refused;
    throw error;
  }
};
