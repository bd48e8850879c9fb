import type { FileAfterRollback } from '../../operators/file-after-rollback.ts';
import type { FileAfterDiscard } from '../../operators/discard-held.ts';
import { formats } from './formats.ts';

const { hours, members, number } = formats;
const reads = (version: number, count: number): string =>
  `version ${version} with ${members(count)}`;

const importedNext = (isPaused: boolean): string =>
  isPaused
    ? 'it is imported when the project is resumed, and its list replaces this version.'
    : 'the next scan imports it, and its list replaces this version.';

/** How long a version stays that is published so, of which file, by an approval or a rollback, and before it. */
const afterwards = (
  file: FileAfterRollback,
  isPaused: boolean,
  rematchHours: number | null,
): string => {
  switch (file) {
    case 'done':
      return rematchHours === null
        ? 'It stays until the file changes, or is imported again.'
        : `It stays until the file changes, is imported again, or its users are matched anew, every ${hours(rematchHours)}.`;
    case 'missing':
      return 'Its file is gone: it stays until another one is uploaded.';
    case 'due':
      return `The file has changed since: ${importedNext(isPaused)}`;
    case 'called-off':
      return `The file has changed since. Its import, which was running, is called off: ${importedNext(isPaused)}`;
    case 'failed':
      return isPaused
        ? `The file has changed since and could not be imported so far: ${importedNext(isPaused)}`
        : 'The file has changed since and could not be imported so far: it is tried again, and its list replaces this version.';
    case 'held':
      return 'The file has changed since. Its list is held, and stays so until somebody approves it.';
    case 'discarded':
      return 'The file has changed since, and its list was dropped: this version stays until the file changes again, or is imported again.';
    case 'rejected':
      return 'The file has changed since and was rejected: this version stays until the file changes again, or is imported again.';
  }
};

const discardedFile = (file: FileAfterDiscard, isPaused: boolean): string => {
  switch (file) {
    case 'out':
      return 'Its file is not imported again until it changes, or somebody has it imported again.';
    case 'missing':
      return 'Its file is gone.';
    case 'due':
      return isPaused
        ? 'Its file is newer, or was asked for again: it is imported when the project is resumed.'
        : 'Its file is newer, or was asked for again: it is imported.';
    case 'settled':
      return 'Its file was imported again since, and was not published: the page of the audience says why.';
  }
};

/** What the buttons of the screen answer: lambdas/screen-actions. */
export const screenActions = {
  title: {
    done: 'Done',
    partly: 'Only its file was deleted',
    refused: 'Nothing was changed',
    failed: 'It could not be carried out',
  },
  to: { audience: 'Back to the audience', project: 'Audiences of the project' },

  approved: (name: string, version: number, count: number): string =>
    `What was held of "${name}" is published: campaigns read ${reads(version, count)} now.`,
  before: (version: number, count: number): string => `Before, they read ${reads(version, count)}.`,
  nothingBefore: 'Before, they read nothing of it.',
  rolledBack: (name: string, version: number, count: number): string =>
    `"${name}" is rolled back: campaigns read ${reads(version, count)} now.`,
  sameFile: 'It is of the same file, imported earlier.',
  afterwards,
  discarded: (name: string, version: number, count: number): string =>
    `What was held of "${name}", ${reads(version, count)}, is dropped.`,
  stays: (version: number, count: number): string =>
    `Campaigns go on reading ${reads(version, count)}.`,
  nothingIsRead: 'Campaigns read nothing of it.',
  discardedFile,
  deleted: (name: string): string => `"${name}" is deleted: campaigns read nothing of it any more.`,
  fileDeleted: (key: string): string => `Its file ${key} is deleted, too.`,
  fileStays: (key: string, isPaused: boolean): string =>
    isPaused
      ? `Its file ${key} is still there: the audience is created again when the project is resumed.`
      : `Its file ${key} is still there: the next scan creates the audience again.`,
  isDue: (name: string): string =>
    `"${name}" is imported again by the next scan, within ten minutes.`,
  isDueButPaused: (name: string, project: string): string =>
    `"${name}" is imported again as soon as project "${project}" is resumed: it is paused.`,
  isDueAlready: (name: string, isPaused: boolean): string =>
    isPaused
      ? `"${name}" is due already: it is imported as soon as its project is resumed.`
      : `"${name}" is due already: the next scan imports it, within ten minutes.`,
  paused: (project: string): string =>
    `Project "${project}" is paused: its audiences stay as they are. Imports that run go on, and are its last ones.`,
  resumed: (project: string): string =>
    `Project "${project}" is resumed: the next scan imports what has changed meanwhile.`,
  limited: (project: string, limit: number, before: number): string =>
    `Project "${project}" may have ${number(limit)} audiences now; its limit was ${number(before)}.`,
  aboveLimit: (used: number, limit: number): string =>
    `It has ${number(used)}: they stay and may be updated, but no new one is created until fewer than ${number(limit)} are left.`,
  notRecorded: 'It is done, but could not be recorded: the history does not show it.',

  hasChanged: 'Something has changed since the page was drawn, so that nothing was done.',
  fileHasChanged: (key: string): string =>
    `The file ${key} was uploaded again since it was looked at, so that nothing was done. The next scan, within ten minutes, sees the new one.`,
  fileIsGone: (key: string): string =>
    `The audience has changed at the very moment of its deletion, and stays. Its file ${key} was deleted before that.`,
  now: {
    reads: (version: number, count: number): string =>
      `Campaigns read ${reads(version, count)} now.`,
    held: (version: number, count: number): string => `Held is ${reads(version, count)}.`,
    importing: 'Its file is being imported.',
    deleted: (name: string): string => `"${name}" is deleted.`,
    paused: (project: string): string => `Project "${project}" is paused.`,
    running: (project: string): string => `Project "${project}" is not paused.`,
    limit: (project: string, limit: number): string =>
      `Project "${project}" may have ${number(limit)} audiences.`,
  },
  noProject: (project: string): string => `There is no project "${project}" any more.`,
  noAudience: (name: string, project: string): string =>
    `There is no audience "${name}" in project "${project}".`,
  notHeld: (name: string, version: number): string =>
    `Version ${version} of "${name}" is not held any more: it was approved, dropped or replaced by a newer list.`,
  noPlace: (name: string, limit: number): string =>
    `The project has its ${number(limit)} audiences, and no place for "${name}", which stays held. Delete one of them, or raise the limit.`,
  cannotRollBack: {
    gone: (version: number): string => `Version ${version} was removed: its time is over.`,
    collecting: (version: number): string =>
      `Version ${version} is being removed: its time is over.`,
    unfinished: (version: number): string =>
      `Version ${version} was never published: its import did not end.`,
    held: (version: number): string =>
      `Version ${version} was never published: it is held. Approve it.`,
    live: (version: number): string => `Version ${version} is what campaigns read already.`,
    'not-published': 'Nothing of it is published that could be rolled back.',
  },
  cannotRetry: {
    'file-missing': (name: string): string =>
      `The file of "${name}" is gone, there is nothing to import. Upload it again.`,
    'being-imported': (name: string): string => `The file of "${name}" is being imported.`,
    'never-tried': (name: string): string =>
      `The file of "${name}" was not tried yet as it is now: the next scan imports it anyway.`,
  },
  noLimit: (most: number): string =>
    `No limit was entered: give a whole number from 0 to ${number(most)}.`,
  badLimit: (entered: string, most: number): string =>
    `"${entered}" is no limit: give a whole number from 0 to ${number(most)}.`,

  notUnderstood:
    'This function was called with parameters that it does not know. Reload the dashboard; if that does not help, the functions of the screen are of different releases: deploy the stack again.',
  denied: (right: string): string =>
    `AWS does not allow it to the function: ${right}. The policy of the bucket, or of its key, has to (docs/buckets.md).`,
  throttled: 'DynamoDB or S3 is throttled, and has refused it for some seconds. Try it again.',
  unreachable: 'AWS has not answered. Try it again.',
  tableGone: (message: string): string => `AWS does not find it: ${message} Was the stack removed?`,
  malformed: (what: string): string =>
    `${what} The command "audience-import project put" repairs a project; the item of an audience has to be corrected in its table.`,
  lookFirst: 'Part of it may be done: look at what there is before you try it again.',
};

export type ScreenActionTexts = typeof screenActions;
