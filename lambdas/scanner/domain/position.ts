/** Where in a project a run has stopped. */
export interface Unfinished {
  projectId: string;
  /** behind this file name; absent: before the first one */
  after?: string | undefined;
}

/** Where a run has stopped, so that the next one can go on. */
export interface ScanPosition {
  /** the last project that was begun, in the order in which they are listed */
  after?: string | undefined;
  unfinished: readonly Unfinished[];
}
