/** What is known besides an ID. */
export interface Surroundings {
  /** what stands before the ID in a key of the users table; may be empty */
  keyPrefix: string;
  /** to how many digits numbers may have been padded */
  widths: readonly number[];
}

/** A way to undo what was done to an ID. */
export interface Mend {
  /** after "would be registered" */
  how: string;
  /** undefined where it does not apply */
  mend: (id: string) => string | undefined;
  /** what to do where this one helps, if that is not what its cause says */
  remedy?: string;
}

/** Why nobody has an ID. docs/diagnosis.md lists them all. */
export interface Cause {
  kind: string;
  has: (id: string, around: Surroundings) => boolean;
  mends?: (around: Surroundings) => readonly Mend[];
  /** what people can do: one or two sentences that name settings of tools */
  remedy: string;
}

/** One that the IDs themselves show. */
export interface Sign extends Cause {
  /** what one ID does, and what several do */
  says: readonly [one: string, several: string];
  /** Of all that are looked at, 0 to 1: where fewer have it, it is a part of the IDs. */
  leastShare?: number;
  /** Whether so many can have it by chance. */
  isChance?: (having: readonly string[]) => boolean;
}

/** One that is known only when mended IDs turn out to be registered. */
export type HiddenCause = Cause & Required<Pick<Cause, 'mends'>>;
