/** Lets so many calls through side by side as a table takes. */
export interface Gate {
  /**
   * Makes a call when there is room for it.
   *
   * @param isRefused tells by its answer whether the table took less than it was asked for
   * @param pause is waited for after such an answer before another call takes its place
   * @throws the signal's reason when it has aborted before the call's turn came, and whatever the call throws
   */
  pass: <T>(
    make: () => Promise<T>,
    isRefused: (answer: T) => boolean,
    pause: () => Promise<void>,
    signal: AbortSignal,
  ) => Promise<T>;
}

/** Additive increase, multiplicative decrease: the rule by which connections share a network. */
export const createGate = (callsAtFirst: number, mostCalls: number): Gate => {
  /** a fraction counts towards the next call */
  let room = callsAtFirst;
  let underway = 0;
  let begun = 0;
  /** the call that was begun last when the room was lowered last */
  let loweredAt = 0;
  const waiting: (() => void)[] = [];

  const admit = (): void => {
    while (underway < Math.floor(room)) {
      const next = waiting.shift();
      if (!next) return;
      underway += 1;
      next();
    }
  };

  const enter = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      admit();
    });

  const adapt = (call: number, isRefused: boolean): void => {
    if (!isRefused) room = Math.min(mostCalls, room + 1 / room);
    // Calls that were under way side by side meet the same shortage: it counts once.
    else if (call > loweredAt) {
      room = Math.max(1, room / 2);
      loweredAt = begun;
    }
  };

  return {
    pass: async (make, isRefused, pause, signal) => {
      await enter();
      try {
        signal.throwIfAborted();
        begun += 1;
        const call = begun;
        const answer = await make();
        const wasRefused = isRefused(answer);
        adapt(call, wasRefused);
        if (wasRefused) await pause();
        return answer;
      } finally {
        underway -= 1;
        admit();
      }
    },
  };
};
