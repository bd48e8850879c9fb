const minute = 60_000;

/**
 * What a history itself has done to a file, and how long each delays it at most, in milliseconds: a promise of a time holds
 * with so much on top.
 */
export const delays = {
  /** An import or a dead letter was killed: the message comes back when it is visible again, and the claim has died. */
  killed: 17 * minute,
  /** A scan was killed or has failed: the next one comes ten minutes later. */
  scanFailed: 10 * minute,
  /** A write of a process that was killed came late, and took the place of another one, which is tried again. */
  cameLate: 20 * minute,
  /** The mailer was killed: its lease lives on for as long as a function may run, and half a minute. */
  mailerKilled: 17 * minute,
} as const;

export interface Excuses {
  /** @param file `keyOfFile`, or `everything` */
  add: (file: string, delay: keyof typeof delays) => void;
  /** SQS takes so many milliseconds to show a message for the file. */
  travels: (file: string, milliseconds: number) => void;
  /** What was done since then, in milliseconds. @param more what counts, too */
  since: (file: string, from: number, more?: typeof allMails) => number;
}

export const everything = '*';
/** Concerns what people are told, and no file. */
export const allMails = '@';

export const createExcuses = (now: () => number): Excuses => {
  const added: { file: string; at: number; delay: number }[] = [];
  const travels: { file: string; at: number; delay: number }[] = [];
  const of =
    (file: string, from: number, more?: typeof allMails) =>
    (excuse: { file: string; at: number; delay: number }): boolean =>
      [file, everything, more].includes(excuse.file) && excuse.at >= from - delays.killed;
  return {
    add: (file, delay) => void added.push({ file, at: now(), delay: delays[delay] }),
    travels: (file, delay) => void travels.push({ file, at: now(), delay }),
    since: (file, from, more) =>
      added.filter(of(file, from, more)).reduce((sum, { delay }) => sum + delay, 0) +
      Math.max(0, ...travels.filter(of(file, from)).map(({ delay }) => delay)),
  };
};
