import type { AudienceItem } from '../../shared/domain/audience-item.ts';
import type { AudienceView } from '../../shared/domain/audience-view.ts';
import type { Decision } from '../../shared/domain/decision.ts';
import type { ImportRecord } from '../../shared/domain/import-record.ts';
import type { LastScan } from '../../shared/domain/last-scan.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { RefusedAddress } from '../../shared/domain/unreached.ts';

/** A project, as the list of projects has it. */
export interface ShownProject {
  project: Project;
  /** undefined: none has come to its end yet */
  lastScan: LastScan | undefined;
  /** audiences with notices that the mailer has not sent yet */
  mailsPending: number;
  /** administrators whom SES refuses, by address */
  refusedAddresses: Readonly<Record<string, RefusedAddress>>;
}

export interface Installation {
  /** by ID; deleted ones left out */
  projects: readonly ShownProject[];
  /** IDs of projects whose item cannot be read */
  unreadable: readonly string[];
}

export interface ShownAudience {
  item: AudienceItem;
  view: AudienceView;
}

/** Some of a project's audiences: those that a page of the list shows. */
export interface AudiencePage {
  project: ShownProject;
  audiences: readonly ShownAudience[];
  /** from 1 */
  page: number;
  pages: number;
  /** audiences that the filter lets through */
  found: number;
  /** file names of audiences whose item cannot be read */
  unreadable: readonly string[];
}

/** One audience, and what has happened to it. */
export interface AudienceSheet {
  project: Project;
  item: AudienceItem;
  /** the newest first, at most 30 */
  history: readonly ImportRecord[];
  /** what operators have decided on it, the newest first, at most 30 */
  decisions: readonly Decision[];
}
