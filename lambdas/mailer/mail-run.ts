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
}

export const beginRun = (): MailRun => ({
  mailsSent: 0,
  noticesPending: 0,
  unwanted: [],
  failures: [],
  refused: new Set(),
  isHalted: false,
});

/** Some audiences of one project that follow each other in the index. */
export interface ProjectBatch {
  projectId: string;
  fileNames: string[];
}
