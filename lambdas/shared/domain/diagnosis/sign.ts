import type { CauseKey, HowKey } from './keys.ts';

/** What is known besides an ID. */
export interface Surroundings {
  /** what stands before the ID in a key of the users table; may be empty */
  keyPrefix: string;
  /** to how many digits numbers may have been padded */
  widths: readonly number[];
}

/** A way to undo what was done to an ID. */
export interface Mend {
  /** what is done */
  how: HowKey;
  /** of digits, or of a column, where texts say so */
  number?: number;
  /** undefined where it does not apply */
  mend: (id: string) => string | undefined;
}

/** Why nobody has an ID. docs/diagnosis.md lists them all. */
export interface Cause {
  kind: string;
  /** whose texts say what it is, and what people can do */
  key: CauseKey;
  has: (id: string, around: Surroundings) => boolean;
  mends?: (around: Surroundings) => readonly Mend[];
}

/** One that the IDs themselves show. */
export interface Sign extends Cause {
  /** Of all that are looked at, 0 to 1: where fewer have it, it is a part of the IDs. */
  leastShare?: number;
  /** Whether so many can have it by chance. */
  isChance?: (having: readonly string[]) => boolean;
}

/** One that is known only when mended IDs turn out to be registered. */
export type HiddenCause = Cause & Required<Pick<Cause, 'mends'>>;
