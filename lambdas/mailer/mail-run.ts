import type { Turn } from '../shared/lease/ports.ts';
import type { MailFailure } from './errors.ts';

/** What a run has done so far. */
export interface MailRun {
  mailsSent: number;
  /** notices that are left; an audience that was not read counts as one */
  noticesPending: number;
  /** removed without a mail, because their project is gone */
  unwanted: { projectId: string; notices: number }[];
  failures: MailFailure[];
  /** projects whose recipients SES has refused in this run */
  refused: Set<string>;
  /** SES takes no mail at all for now */
  isHalted: boolean;
  /** the project that was worked on last */
  last: string | undefined;
  /** of what is saved: a number that only grows, over all runs */
  order: number;
}

/** More saves than a run can make. */
const savesPerTurn = 1_000_000;

export const beginRun = (turn: Turn): MailRun => ({
  mailsSent: 0,
  noticesPending: 0,
  unwanted: [],
  failures: [],
  refused: new Set(),
  isHalted: false,
  last: turn.after,
  order: turn.number * savesPerTurn,
});
