import type { Version } from '../../domain/audience-item.ts';
import type { Decision } from '../../domain/decision.ts';
import type { GuardName } from '../../domain/guard-settings.ts';
import type { Report } from '../../domain/report.ts';
import { formats } from './formats.ts';

const states: Readonly<Record<Version['state'], string>> = {
  writing: 'being written',
  live: 'live',
  superseded: 'replaced',
  abandoned: 'abandoned',
  held: 'held',
  collecting: 'being removed',
};

const settings: Readonly<Record<GuardName, string>> = {
  holdWhenEmpty: 'Held when it would leave nobody',
  maxShrink: 'Held when it loses more than',
  minMembers: 'Held when it has fewer than',
  maxGrowth: 'Held when it grows by more than',
  holdFirst: 'First list is held',
};

const done: Readonly<Record<Decision['action'], string>> = {
  delete: 'deleted',
  approve: 'approved',
  discard: 'discarded',
  rollback: 'rolled back',
  retry: 'import again',
};

const reportMissing: Readonly<Record<Extract<Report, { missing: string }>['missing'], string>> = {
  'no-time': 'The list of all of them was not written: the import had no time for it.',
  failed: 'The list of all of them was not written: the log of the importer says why.',
};

const members = (version: number, count: number): string =>
  `version ${version} (${formats.members(count)})`;

/** What the screen says of one audience. */
export const screenAudience = {
  yes: 'yes',
  no: 'no',
  off: 'off',
  /** what is asked, and what becomes of it */
  andThen: (question: string, consequence: string): string => `${question} ${consequence}`,

  live: {
    title: 'What campaigns read now',
    of: (version: number, time: string): string => `Version ${version}, published ${time}`,
    nothing: 'Nothing',
    whyNothing: 'No version of it is published.',
    rolledBack: 'Somebody has rolled back to it. It stays until the file changes.',
  },
  /** sentences behind a question: what campaigns read when it is done */
  reads: {
    next: (version: number, count: number): string =>
      `Campaigns will read ${members(version, count)}.`,
    on: (version: number, count: number): string =>
      `Campaigns go on reading ${members(version, count)}.`,
    nothing: 'Campaigns will read nothing.',
    stillNothing: 'Campaigns go on reading nothing.',
    until: (version: number, count: number): string =>
      `Until it is imported, campaigns go on reading ${members(version, count)}.`,
    nothingUntil: 'Until it is imported, campaigns read nothing.',
  },

  held: {
    title: (version: number): string => `Version ${version} waits for approval`,
    now: 'Campaigns read now',
    next: 'If you approve',
    until: (time: string): string => `It is dropped at ${time}, if nobody approves it.`,
    approve: 'Approve',
    askToApprove: (version: number): string => `Approve version ${version}?`,
    discard: 'Discard',
    askToDiscard: (version: number): string => `Discard version ${version}?`,
  },
  problem: {
    rejected: 'The file was rejected',
    failed: 'The import has failed',
    again: (time: string): string => `It is tried again at ${time}.`,
  },
  findings: 'Why IDs may not be found',
  example: (example: string): string => `For example: ${example}`,

  sourceMissing: 'The file is gone from the bucket.',
  beingWritten:
    'The file has zero bytes so far: it is imported when it has some, or is 30 minutes old.',
  deleted: (time: string): string =>
    `The audience was deleted at ${time}. If its file is still there, the next scan creates it again.`,
  stale: (since: string, hours: number): string =>
    `The file has not changed since ${since}. It has to change every ${formats.hours(hours)}.`,

  figures: {
    title: 'Rows of its file',
    rows: 'Rows',
    members: 'Members',
    unregistered: 'Unregistered IDs',
    duplicates: 'Duplicates',
    blank: 'Blank rows',
    matched: 'Matched',
  },
  trend: {
    from: (time: string): string => `from ${time}`,
    to: (time: string): string => `to ${time}`,
  },

  versions: {
    title: 'Versions',
    headings: {
      version: 'Version',
      state: 'State',
      members: 'Members',
      change: 'Change',
      published: 'Published',
      action: 'Action',
    },
    states,
    rollback: 'Roll back',
    askToRollBack: (version: number): string => `Roll back to version ${version}?`,
    more: (count: number): string => `${formats.number(count)} earlier ones are stored, too.`,
  },
  history: {
    title: 'History',
    none: 'No import is recorded. Records are kept for a year.',
    headings: {
      when: 'When',
      outcome: 'Outcome',
      rows: 'Rows',
      members: 'Members',
      change: 'Change',
      matched: 'Matched',
      cost: 'Cost',
      duration: 'Took',
      cause: 'Cause',
    },
    rematch: 'Users have registered or left since.',
    cost: (region: string, asOf: string): string =>
      `Cost is what DynamoDB takes for the read and write units, by the prices of ${region} in ${asOf}.`,
  },
  /** what operators have done, as the history has it */
  decisions: {
    done,
    via: { screen: 'On this screen.', command: 'By the command.' },
    nothing: 'nothing',
    version: members,
    readSince: (after: string, before: string): string =>
      `Campaigns read ${after} since, and ${before} until then.`,
    dropped: (version: number, count: number, reads: string): string =>
      `Version ${version} (${formats.members(count)}) was dropped; campaigns go on reading ${reads}.`,
    onlyFile: (reads: string): string =>
      `Only its file was deleted, as the audience has changed meanwhile; campaigns go on reading ${reads}.`,
    /** by which CloudTrail knows who it was */
    request: (id: string): string => `Request ${id}.`,
  },
  unregistered: {
    title: 'Some of the unregistered IDs',
    all: 'All of them, in the bucket:',
    reportMissing,
  },
  file: {
    title: 'File and settings',
    name: 'File',
    size: 'Size',
    bytes: (count: number): string => `${formats.number(count)} bytes`,
    modified: 'Last modified',
    isMissing: 'missing',
    settings,
    percent: (percent: number): string => `${formats.number(percent)} %`,
    expected: 'Change of the file',
    expectedEvery: (hours: number): string => `expected every ${formats.hours(hours)}`,
    expectedNever: 'not expected',
  },
  actions: {
    retry: 'Import again',
    askToRetry: (name: string): string => `Import the file of ${formats.quoted(name)} again?`,
    delete: 'Delete, keep the file',
    askToDelete: (name: string, isPaused: boolean): string =>
      `Delete audience ${formats.quoted(name)}? Its file stays, and ` +
      (isPaused
        ? 'the audience is created again when the project is resumed.'
        : 'the next scan creates the audience again.'),
    deleteAlone: 'Delete',
    askToDeleteAlone: (name: string): string => `Delete audience ${formats.quoted(name)}?`,
    deleteWithFile: 'Delete with its file',
    askToDeleteWithFile: (name: string, file: string): string =>
      `Delete audience ${formats.quoted(name)} and its file ${formats.quoted(file)}? There is no way back.`,
  },
};

export type ScreenAudienceTexts = typeof screenAudience;
