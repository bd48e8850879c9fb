/** How an attempt ends that does not publish. */
export type Ending =
  /** by the importer: recorded with its cause, and the message is done */
  | 'rejected'
  /** by the importer, or by the dead-letter function when it gives up: recorded with its cause, the message is done */
  | 'failed'
  /** by the importer: the version is complete and waits for somebody to approve it, the message is done */
  | 'held'
  /** by the importer: the claim is let go and the message goes back to the queue */
  | 'interrupted'
  /** by either: there was nothing to be done after all; the claim is let go, the message is done */
  | 'released'
  /** by either: there was nothing to claim, the message is done */
  | 'dropped'
  /** by the dead-letter function: the message is no order to import a file */
  | 'malformed';

/** What becomes of an import that meets an error, and who hears of it. */
export interface ErrorPolicy<E extends Ending = Ending> {
  ending: E;
  /** `permanent`: it meets the same again, however often it is tried, unless something else changes */
  lasts: 'permanent' | 'transient';
  /**
   * When the file is tried again.
   *
   * - `file-changed`: when it is uploaded anew, or an operator says so
   * - `room`: also when the project has room for another audience
   * - `schedule`: by domain/retry-schedule.ts, counted from the failure
   * - `queue`: when the message comes back (`repeatDelaysSeconds`); after the last time it is a dead letter
   * - `scan`: when a scan finds it due, at once if it is
   * - `never`: no file was named
   */
  again: 'file-changed' | 'room' | 'schedule' | 'queue' | 'scan' | 'never';
  /** When the project's administrators are mailed: once for each state of the file and cause. */
  told: 'at-once' | 'after-giving-up' | 'never';
  /** a sentence: what is wrong */
  what: string;
  /** a sentence or two: what people can do; administrators are mailed it where they are told */
  remedy: string;
}

export const rejected = (
  what: string,
  remedy: string,
  again: 'file-changed' | 'room' = 'file-changed',
): ErrorPolicy<'rejected'> => ({
  ending: 'rejected',
  lasts: 'permanent',
  again,
  told: 'at-once',
  what,
  remedy,
});

export const failed = (what: string, remedy: string): ErrorPolicy<'failed'> => ({
  ending: 'failed',
  lasts: 'transient',
  again: 'schedule',
  told: 'at-once',
  what,
  remedy,
});

export const held = (what: string, remedy: string): ErrorPolicy<'held'> => ({
  ending: 'held',
  lasts: 'permanent',
  again: 'file-changed',
  told: 'at-once',
  what,
  remedy,
});

export const interrupted = (
  what: string,
  remedy: string,
  more: Partial<Pick<ErrorPolicy, 'again' | 'told'>> = {},
): ErrorPolicy<'interrupted'> => ({
  ending: 'interrupted',
  lasts: 'transient',
  again: 'queue',
  told: 'after-giving-up',
  what,
  remedy,
  ...more,
});

export const released = (what: string, remedy: string): ErrorPolicy<'released'> => ({
  ending: 'released',
  lasts: 'transient',
  again: 'scan',
  told: 'never',
  what,
  remedy,
});

export const dropped = (what: string, remedy: string): ErrorPolicy<'dropped'> => ({
  ending: 'dropped',
  lasts: 'transient',
  again: 'scan',
  told: 'never',
  what,
  remedy,
});

export const malformed = (what: string, remedy: string): ErrorPolicy<'malformed'> => ({
  ending: 'malformed',
  lasts: 'permanent',
  again: 'never',
  told: 'never',
  what,
  remedy,
});
