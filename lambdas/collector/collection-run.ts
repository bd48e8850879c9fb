import type { CollectionFailure } from './errors.ts';

/** What a run has done so far. */
export interface CollectionRun {
  /** deleted */
  chunks: number;
  /** struck off, all of their chunks deleted */
  versions: number;
  /** dropped, because nobody has approved them in time */
  holds: number;
  /** places given back that nobody used any more */
  slots: number;
  /** items of deleted audiences that were removed */
  audiences: number;
  /** its budget was spent before it had seen every audience; the next run goes on */
  stoppedEarly: boolean;
  failures: CollectionFailure[];
}

export const beginRun = (): CollectionRun => ({
  chunks: 0,
  versions: 0,
  holds: 0,
  slots: 0,
  audiences: 0,
  stoppedEarly: false,
  failures: [],
});
