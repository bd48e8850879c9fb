/** Milliseconds since 1970. */
export type Now = () => number;

/** A number in [0, 1). */
export type Random = () => number;

/** Resolves after so many milliseconds. */
export type Sleep = (milliseconds: number) => Promise<void>;

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
