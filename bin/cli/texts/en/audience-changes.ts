import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';
import type { HeldRefusal } from '../../../../lambdas/shared/operators/approve-audience.ts';
import type { FileAfterDiscard } from '../../../../lambdas/shared/operators/discard-held.ts';
import type { RetryRefusal } from '../../../../lambdas/shared/operators/retry-import.ts';
import type {
  FileAfterwards,
  NamedAudience,
  RollbackRefusal,
} from '../../audience/named-audience.ts';
import { common } from './common.ts';

const show = ({ projectId, word }: NamedAudience): string =>
  `"audience-import audience show ${projectId} ${word}"`;
const of = ({ projectId, name }: NamedAudience): string =>
  `audience "${name}" of project "${projectId}"`;
const subject = ({ projectId, name }: NamedAudience): string =>
  `Audience "${name}" of project "${projectId}"`;

const replaces = 'and its list replaces this version';

/** What `audience` says when it changes something. */
export const audienceChanges = {
  isDue: 'The next scan imports it; run "audience-import scan --wait" to do it now.',
  isDueButPaused: ({ projectId, name }: NamedAudience): string =>
    `"${name}" is due, but project "${projectId}" is paused: "audience-import project resume ${projectId}".`,
  nothingToRetry: (why: Exclude<RetryRefusal, 'unknown'>, audience: NamedAudience): string => {
    switch (why) {
      case 'deleted':
        return `${subject(audience)} was deleted. If its file is still there, the next scan imports it: "audience-import scan --wait".`;
      case 'file-missing':
        return `The file of ${of(audience)} is gone, there is nothing to import. Upload it again.`;
      case 'being-imported':
        return `${subject(audience)} is being imported right now. ${show(audience)} says how it ends.`;
      case 'changed':
        return `The file of ${of(audience)} has changed meanwhile. ${show(audience)} says what became of it.`;
      case 'never-tried':
        return (
          `The file of ${of(audience)} was not tried yet as it is now. The next scan imports it ` +
          'anyway: "audience-import scan --wait".'
        );
    }
  },

  notRecorded: (reason: string): string =>
    `This is done, but not recorded: "audience-import import history" does not show it. ${reason}`,

  placeIsLeft: (reason: string): string =>
    `This is done, but its place in the project is not given back yet: the collector does that within an hour or two. ${reason}`,
  fileHasChanged: ({ projectId }: NamedAudience, key: string): string =>
    `Nothing was deleted: the file ${key} was uploaded again since the last scan of project "${projectId}". To have that one ` +
    'seen: "audience-import scan --wait". Then look again, and repeat this.',
  deleted: (audience: NamedAudience): string => `${subject(audience)} was deleted.`,
  deletedWithFile: (audience: NamedAudience, key: string): string =>
    `${subject(audience)} and its file ${key} were deleted.`,
  otherFile: (names: readonly string[]): string =>
    `There is another file of the audience, which was ignored so far: ${names.join(', ')}. The next scan imports it.`,
  askToDelete: (
    { projectId, name }: NamedAudience,
    key: string,
    withFile: boolean,
    isPaused: boolean,
  ): string => {
    const again = isPaused
      ? 'the audience is created again when the project is resumed'
      : 'the next scan creates the audience again';
    return (
      `Delete audience "${name}" of project "${projectId}"? Its file ${key} ` +
      (withFile ? 'is deleted, too: there is no way back. Go on?' : `stays: ${again}. Go on?`)
    );
  },
  askToDeleteAlone: ({ projectId, name }: NamedAudience): string =>
    `Delete audience "${name}" of project "${projectId}"?`,
  notDeleted: 'Nothing was changed.',
  fileIsThere: ({ projectId, word }: NamedAudience, key: string, isPaused: boolean): string =>
    `Its file ${key} is still there: ${isPaused ? 'the audience is created again when the project is resumed' : 'the next scan creates the audience again'}. To be rid of ` +
    `both: "audience-import audience delete ${projectId} ${word} --with-file".`,
  deletedAlready: (audience: NamedAudience, fileIsThere: boolean): string =>
    `${subject(audience)} was deleted already. ` +
    (fileIsThere
      ? 'Its file is still there, so that the next scan creates it again; to delete that, too: --with-file.'
      : 'It is created again when a file of its name is uploaded.'),

  rolledBack: (
    { name }: NamedAudience,
    version: number,
    members: number,
    superseded: number,
  ): string =>
    `Version ${version} of audience "${name}" with ${members} members is published in place of ${superseded}.`,
  sameFile: (audience: NamedAudience): string =>
    'It is of the same file, imported earlier. If the file is wrong, look for a version of before it: ' +
    `${show(audience)} lists them, and --to publishes one.`,
  undo: ({ projectId, word }: NamedAudience, superseded: number): string =>
    `"audience-import audience rollback ${projectId} ${word} --to ${superseded}" undoes this within 24 hours.`,
  /** how long a version stays that was published so */
  stays: (
    file: FileAfterwards,
    { projectId, word }: NamedAudience,
    isPaused: boolean,
    rematchHours: number | null,
    retryAt: string | null,
  ): string => {
    const next = isPaused
      ? `it is imported after "audience-import project resume ${projectId}", ${replaces}.`
      : `the next scan imports it, ${replaces}. To prevent that: "audience-import project pause ${projectId}".`;
    switch (file) {
      case 'done':
        return rematchHours === null
          ? 'It stays until the file changes, or is retried.'
          : `It stays until the file changes, is retried, or its users are matched anew, every ${countOf(rematchHours, 'hour')}.`;
      case 'missing':
        return 'Its file is gone: it stays until another one is uploaded.';
      case 'due':
        return `The file has changed since and was not imported yet: ${next}`;
      case 'called-off':
        return `The file has changed since. Its import, which was running, was called off: ${next}`;
      case 'failed':
        return (
          'The file has changed since and could not be imported so far: it is tried again' +
          `${retryAt === null ? '' : ` at ${common.time(retryAt)}`}, ${replaces}.`
        );
      case 'held':
        return `The file has changed since. Its list is held, and stays so: "audience-import audience approve ${projectId} ${word}" publishes it.`;
      case 'discarded':
        return 'The file has changed since, and its list was dropped: this version stays until it changes again, or is retried.';
      case 'rejected':
        return 'The file has changed since and was rejected: this version stays until it changes again, or is retried.';
    }
  },
  nothingToPublish: (why: RollbackRefusal, audience: NamedAudience, to: number | null): string => {
    const others = `${show(audience)} lists what there is.`;
    const version = `Version ${to ?? '-'} of ${of(audience)}`;
    switch (why) {
      case 'deleted':
        return `There is nothing to roll back: ${of(audience)} was deleted. Upload its file to have it again.`;
      case 'not-published':
        return `There is nothing to roll back: no version of ${of(audience)} is published. ${others}`;
      case 'no-earlier':
        return (
          `No version of ${of(audience)} was replaced within the last 24 hours, for which they are kept. ${others} Of older ones that it ` +
          'lists as superseded, --to publishes any.'
        );
      case 'gone':
        return `There is no version ${to ?? '-'} of ${of(audience)}: it was removed, or never was. ${others}`;
      case 'collecting':
        return `${version} is being removed, its 24 hours are over. ${others}`;
      case 'unfinished':
        return `${version} was never published: its import did not end. ${others}`;
      case 'held':
        return `${version} was never published: it is held. To publish it: "audience-import audience approve ${audience.projectId} ${audience.word} --version ${to ?? '-'}".`;
      case 'changed':
        return (
          `Another version of ${of(audience)} was published while this command ran, by an import or another operator. ` +
          `Look before you repeat it: ${others}`
        );
      case 'live':
        return `${version} is the published one. ${others}`;
    }
  },

  approvedFirst: ({ name }: NamedAudience, version: number, members: number): string =>
    `Version ${version} of audience "${name}" with ${common.members(members)} is published. It is the first one of the audience.`,
  approved: (
    { name }: NamedAudience,
    version: number,
    members: number,
    superseded: number,
    membersBefore: number,
  ): string =>
    `Version ${version} of audience "${name}" with ${common.members(members)} is published in place of ${superseded}, which had ${membersBefore}.`,
  undoFirst: ({ projectId, word }: NamedAudience): string =>
    `"audience-import audience delete ${projectId} ${word} --with-file" takes it away again, and its file.`,
  dropped: (
    { name }: NamedAudience,
    version: number,
    members: number,
    live: number | null,
  ): string =>
    `Version ${version} of audience "${name}" with ${common.members(members)} was dropped; ` +
    (live === null ? 'nothing is published.' : `version ${live} stays.`),
  discardedFile: (file: FileAfterDiscard, audience: NamedAudience, isPaused: boolean): string => {
    const { projectId, word } = audience;
    switch (file) {
      case 'out':
        return `Its file is not imported again until it changes, or "audience-import audience retry ${projectId} ${word}".`;
      case 'missing':
        return 'Its file is gone.';
      case 'due':
        return isPaused
          ? `Its file is newer, or was asked for again: it is imported after "audience-import project resume ${projectId}".`
          : `Its file is newer, or was asked for again: it is imported. ${show(audience)} says what becomes of it.`;
      case 'settled':
        return `Its file was imported again since, and was not published: ${show(audience)} says what became of it.`;
    }
  },
  noPlace: ({ projectId, name }: NamedAudience, limit: number): string =>
    `Project "${projectId}" has no place for another audience, and ${common.audiences(limit)} at most: "${name}" stays held. Delete ` +
    `one, or raise the limit: "audience-import project put ${projectId} --audience-limit ${limit + 1}".`,
  nothingHeld: (
    why: Exclude<HeldRefusal, 'unknown'> | 'waits',
    audience: NamedAudience,
    asked: number | null,
  ): string => {
    const others = `${show(audience)} says what there is.`;
    switch (why) {
      case 'deleted':
        return `Nothing is held: ${of(audience)} was deleted.`;
      case 'changed':
      case 'gone':
        return `What was held of ${of(audience)} is gone: it was approved, dropped or replaced while this command ran. ${others}`;
      case 'not-held':
      case 'waits':
        return asked === null
          ? `No version of ${of(audience)} is held: none was, or it was approved, dropped or replaced by a newer file. ${others}`
          : `Version ${asked} of ${of(audience)} is not held: it was approved, dropped or replaced by a newer file. ${others}`;
    }
  },

  guardHeadings: { setting: 'SETTING', value: 'VALUE', ofThe: 'OF THE' },
  owners: { audience: 'audience', project: 'project' },
  deletedBefore: (audience: NamedAudience): string =>
    `${subject(audience)} was deleted, and nothing was changed. For audiences that are yet to come, set it ` +
    `for the project: "audience-import project put ${audience.projectId}".`,
  inNone: (projectId: string): string => `No audience of project "${projectId}" has this member.`,
  inNoneRead: (projectId: string): string =>
    `No audience of project "${projectId}" that can be read has this member.`,
};
export type AudienceChangeTexts = typeof audienceChanges;
