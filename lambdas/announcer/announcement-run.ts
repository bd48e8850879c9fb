import type { EventFailure } from './errors.ts';

/** What a run has done so far. */
export interface AnnouncementRun {
  eventsSent: number;
  /** events that are left; an audience that was not read counts as one */
  eventsPending: number;
  failures: EventFailure[];
  /** EventBridge takes nothing for now */
  isHalted: boolean;
}

export const beginRun = (): AnnouncementRun => ({
  eventsSent: 0,
  eventsPending: 0,
  failures: [],
  isHalted: false,
});
