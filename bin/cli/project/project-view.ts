import type { Project, UsersSource } from '../../../lambdas/shared/domain/project.ts';
import { defaultLanguage, type Language } from '../../../lambdas/shared/texts/language.ts';

/** A project as people and their scripts see it: an element of `project list --json`. */
export interface ProjectView {
  /** its ID */
  project: string;
  path: string;
  adminEmails: readonly string[];
  audienceLimit: number;
  /** how many of these audiences exist */
  slotsTaken: number;
  paused: boolean;
  /** null: the stack's own users table */
  usersSource: UsersSource | null;
  holdWhenEmpty: boolean;
  /** percent; null: off */
  maxShrink: number | null;
  /** null: off */
  minMembers: number | null;
  /** percent; null: off */
  maxGrowth: number | null;
  holdFirst: boolean;
  /** hours after which users are matched anew although no file changes; null: never */
  rematchHours: number | null;
  /** all unregistered IDs of each import are written into the bucket */
  unregisteredReports: boolean;
  /** which column of its files has the IDs: name, or number from 1; null: they have one */
  idColumn: string | number | null;
  /** one character */
  delimiter: string;
  /** of the mails */
  language: Language;
}

export const viewProject = ({ projectId, slots, ...project }: Project): ProjectView => ({
  project: projectId,
  path: project.path,
  adminEmails: project.adminEmails,
  audienceLimit: project.audienceLimit,
  slotsTaken: Object.keys(slots).length,
  paused: project.paused,
  usersSource: project.usersSource ?? null,
  holdWhenEmpty: project.holdWhenEmpty ?? true,
  maxShrink: project.maxShrink ?? null,
  minMembers: project.minMembers ?? null,
  maxGrowth: project.maxGrowth ?? null,
  holdFirst: project.holdFirst ?? false,
  rematchHours: project.rematchHours ?? null,
  unregisteredReports: project.unregisteredReports ?? false,
  idColumn: project.idColumn ?? null,
  delimiter: project.delimiter ?? ',',
  language: project.language ?? defaultLanguage,
});
