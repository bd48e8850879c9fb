/** A promise of docs/guarantees.md that was broken. */
export interface BrokenPromise {
  /** which check has seen it */
  promise: string;
  /** milliseconds since the history began */
  after: number;
  what: string;
}

/** What a check says to the one who keeps the list. */
export type Report = (what: string) => void;
