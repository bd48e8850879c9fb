/** Milliseconds since 1970. */
export type Now = () => number;

/** A number in [0, 1). */
export type Random = () => number;

/**
 * Resolves after so many milliseconds.
 *
 * @throws the signal's reason as soon as it aborts; nothing is left waiting then
 */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** What it takes to wait a while of random length before something is tried again. */
export interface Backoff {
  sleep: Sleep;
  random: Random;
}

/** Random; never the same one twice. */
export type NewId = () => string;

/** A timer that runs. Whoever started it cancels it when it is of no use any more. */
export interface Timer {
  /** Begins again from now on, with the time that it was started with. */
  restart: () => void;
  cancel: () => void;
}

/** Calls back once after so many milliseconds. */
export type StartTimer = (milliseconds: number, onEnd: () => void) => Timer;
