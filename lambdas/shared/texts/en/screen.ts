import type { AudienceStatus } from '../../domain/audience-view.ts';
import { countOf } from '../../domain/count-of.ts';
import type { ImportRecord } from '../../domain/import-record.ts';
import { formats } from './formats.ts';
import { documentation } from './screen-documentation.ts';

const statuses: Readonly<Record<AudienceStatus, string>> = {
  importing: 'importing',
  deleted: 'deleted',
  'source-missing': 'file missing',
  'being-written': 'being written',
  rejected: 'rejected',
  failed: 'failed',
  held: 'held',
  stale: 'stale',
  ready: 'ready',
};

const outcomes: Readonly<Record<ImportRecord['outcome'], string>> = {
  published: 'published',
  unchanged: 'unchanged',
  held: 'held',
  rejected: 'rejected',
  failed: 'failed',
  released: 'nothing to do',
  interrupted: 'interrupted',
};

/** What the screen says wherever it is, of projects, and of lists of audiences: lambdas/screen. */
export const screen = {
  documentation,

  title: 'Audiences',
  whereYouAre: 'Where you are',
  toProjects: 'All projects',
  asOf: (time: string): string => `As of ${time}`,
  refresh: 'Refresh',
  notFound: 'There is nothing here',
  whyNotFound: {
    project: 'No project is called so. It may have been deleted.',
    audience: 'The project has no such audience: no scan has seen its file.',
    params: 'The parameters of this widget name no view. Its documentation lists them.',
  },

  statuses,
  outcomes,
  noChange: 'no change',
  trend: (versions: number, least: number, most: number, last: number): string =>
    `Members of the last ${countOf(versions, 'version')}: ${formats.number(least)} to ${formats.number(most)}, now ${formats.number(last)}`,
  unreadableProjects:
    'These projects cannot be read, because somebody has changed their items in DynamoDB. "audience-import project put" repairs a project:',
  unreadableAudiences:
    'These audiences cannot be read, because somebody has changed their items in DynamoDB. "audience-import doctor" says what is wrong:',

  unreadableMore: (others: number): string => `and ${formats.number(others)} more`,

  /** that of a project which somebody has to look at */
  concerns: {
    addressesRefused: (addresses: number): string =>
      addresses === 1
        ? 'SES refuses 1 address'
        : `SES refuses ${formats.number(addresses)} addresses`,
    callsFailed: (calls: number): string => `${countOf(calls, 'call')} failed in the last scan`,
    notScanned: 'not scanned for too long',
    waitsLong: 'files wait for too long',
    full: 'no place left',
    paused: 'paused',
    mailsPending: (audiences: number): string =>
      `mails of ${countOf(audiences, 'audience')} not sent yet`,
  },

  projects: {
    caption: 'Projects, those first that need somebody',
    headings: {
      project: 'Project',
      audiences: 'Audiences',
      lastScan: 'Last scan',
      files: 'Files seen',
      waiting: 'Waiting',
    },
    none: 'There is no project yet',
    createOne:
      'A project is a folder of files. This creates one, with its files under shop/ in the bucket:',
    ofLimit: (taken: number, limit: number): string =>
      `${formats.number(taken)} of ${formats.number(limit)}`,
    neverScanned: 'not yet',
    longest: (time: string): string => `longest: ${time}`,
  },

  project: {
    facts: { audiences: 'Audiences', lastScan: 'Last scan', waiting: 'Waiting', path: 'Path' },
    caption: (project: string): string => `Audiences of project ${project}`,
    headings: {
      status: 'Status',
      name: 'Audience',
      members: 'Members',
      trend: 'Trend',
      change: 'Change',
      imported: 'Last import',
      rate: 'Matched',
    },
    filter: {
      label: 'Find audiences',
      text: 'Name contains',
      status: 'Status',
      all: 'all',
      apply: 'Find',
      clear: 'Show all',
    },
    noAudience: 'No file was seen yet',
    whereFilesLie: (path: string): string =>
      `Upload CSV files of user IDs directly under the project's path. Each becomes an audience within about ten minutes: ${path}NAME.csv`,
    noneFound: 'No audience matches',
    found: (audiences: number): string => countOf(audiences, 'audience'),
    pages: {
      label: 'Pages',
      now: (page: number, pages: number): string =>
        `Page ${formats.number(page)} of ${formats.number(pages)}`,
      before: 'Previous',
      next: 'Next',
    },
    limit: {
      label: 'Limit',
      change: 'Change limit',
      confirm: (project: string, limit: number): string =>
        `Change the limit of project ${project}, which is ${formats.number(limit)} now, to the number in the field? Campaigns go on reading what is published.`,
    },
    pause: {
      label: 'Pause imports',
      confirm: (project: string): string =>
        `Pause project ${project}? Nothing is imported for it until it is resumed. Campaigns go on reading what is published.`,
    },
    resume: {
      label: 'Resume imports',
      confirm: (project: string): string =>
        `Resume project ${project}? The next scan imports all files that have changed, and campaigns then read the new lists.`,
    },
    refused: (address: string, code: string, since: string, missed: number): string =>
      `SES has refused ${address} since ${since} (${code}): ${formats.notices(missed)} did not reach it.`,
    isPaused: 'This project is paused: nothing is imported until it is resumed.',
  },

  /** why there is nothing to show */
  failures: {
    title: 'This cannot be shown now',
    malformed:
      'Somebody has changed an item in DynamoDB, so that it cannot be read. "audience-import project put" repairs a project; an audience has to be repaired in the table.',
    refused:
      'DynamoDB refuses to answer this function. Its role has lost a right: deploy the stack again, and look for policies that deny it.',
    missing:
      'A table of the stack is missing. Deploy the stack again, and restore the table from its backup.',
    throttled: 'DynamoDB is at its limit for now. Refresh the widget in a minute.',
    unreachable: 'DynamoDB does not answer. Refresh the widget in a minute.',
    again: 'Try again',
  },
};

export type ScreenTexts = typeof screen;
