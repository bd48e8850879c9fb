import type { Decided } from '../shared/operators/record-decision.ts';
import type { PlaceNotReturnedError } from '../shared/slots/place-not-returned-error.ts';

/** What has become of what a button asked for, in sentences. */
export interface Carried {
  /** `partly`: not done, and yet something has changed */
  outcome: 'done' | 'partly' | 'refused';
  sentences: readonly string[];
  /** on an audience: it is recorded */
  decided?: Decided;
  /** what was left undone, and is made good without anybody */
  unreturned?: PlaceNotReturnedError | undefined;
}

export const refused = (...sentences: readonly string[]): Carried => ({
  outcome: 'refused',
  sentences,
});
