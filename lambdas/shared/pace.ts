import type { Now, Sleep } from './ports.ts';

/**
 * Makes a call when its turn has come.
 *
 * @throws the signal's reason when it aborts before that
 */
export interface Pace {
  <T extends { units: number }>(
    expectedUnits: number,
    call: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** undefined: as many as the table gives */
  readonly unitsPerSecond?: number;
}

/** As fast as it goes. */
export const unpaced: Pace = (_, call) => call();

/**
 * Keeps calls within so many units a second, whoever makes them. A call's units are known only when it has ended: it is
 * charged what is expected of it first, and the difference then.
 */
export const createPace = (
  unitsPerSecond: number,
  { now, sleep }: { now: Now; sleep: Sleep },
): Pace => {
  let freeAt = now();
  const charge = (units: number): void => {
    freeAt += (units / unitsPerSecond) * 1000;
  };
  return async (expectedUnits, call, signal) => {
    const wait = freeAt - now();
    // Time that nobody used is not saved up.
    freeAt = Math.max(freeAt, now());
    charge(expectedUnits);
    if (wait > 0) await sleep(wait, signal);
    const answer = await call();
    charge(answer.units - expectedUnits);
    return answer;
  };
};
