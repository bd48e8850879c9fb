import type { Decided } from '../shared/operators/record-decision.ts';

/** What has become of what a button asked for, in sentences. */
export interface Carried {
  isDone: boolean;
  /** Not done, and yet something has changed. */
  isPartly?: boolean;
  sentences: readonly string[];
  /** on an audience: it is recorded */
  decided?: Decided;
}

export const refused = (...sentences: readonly string[]): Carried => ({
  isDone: false,
  sentences,
});
