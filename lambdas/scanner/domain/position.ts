import type { IgnoredByReason } from '../../shared/domain/ignored-objects.ts';

/** Where in a project a run has stopped. */
export interface Unfinished {
  projectId: string;
  /** behind this file name; absent: before the first one */
  after?: string | undefined;
  ignored: IgnoredSoFar;
}

/** What was seen of a project that is no file, from its beginning on. */
export interface IgnoredSoFar {
  reasons: IgnoredByReason;
  /** The objects up to this name were counted, but for those that are a second one of a file. */
  upTo?: string | undefined;
}

/** Where a run has stopped, so that the next one can go on. */
export interface ScanPosition {
  /** the last project that was begun, in the order in which they are listed */
  after?: string | undefined;
  unfinished: readonly Unfinished[];
}
