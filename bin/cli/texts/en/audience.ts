import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';
import type { AudienceStatus } from '../../../../lambdas/shared/domain/audience-view.ts';
import { formats } from '../../../../lambdas/shared/texts/en/formats.ts';
import { common } from './common.ts';

/** What became of a file of which no version is live. */
const unpublished: Readonly<Record<AudienceStatus, string>> = {
  importing: 'its file is being imported, or waits for that',
  deleted: 'it was deleted',
  'source-missing': 'its file is gone',
  'being-written': 'its file has zero bytes so far',
  rejected: 'its file was rejected',
  failed: 'the import of its file has failed',
  held: 'its first list is held until somebody approves it',
  stale: 'no list is live',
  ready: 'no list is live',
};

/** What `audience` says of audiences as they are. */
export const audience = {
  wantedAndNot: (name: string): string =>
    `"${name}" is given with --not, and as an audience whose members are wanted. Leave one of them out.`,
  emptyAndLeast: (minMembers: number): string =>
    `--hold-when-empty off publishes a list that leaves nobody, and --min-members ${minMembers} holds it: leave one of them out`,
  headings: {
    audience: 'AUDIENCE',
    status: 'STATUS',
    version: 'VERSION',
    members: 'MEMBERS',
    unregistered: 'UNREGISTERED',
    importedAt: 'IMPORTED',
    cause: 'CAUSE',
    state: 'STATE',
    added: 'ADDED',
    removed: 'REMOVED',
    publishedAt: 'PUBLISHED',
    standsOn: 'STANDS ON',
  },
  allInShow: (projectId: string): string =>
    `All of it: "audience-import audience show ${projectId} NAME"`,
  rolledBack: (version: number): string =>
    `version ${version}, to which somebody has rolled back: it stays until the file changes`,
  /** of a status that says something of the file: readers have the list of before */
  stillLive: (status: string): string => `${status}, live`,
  stays: (version: number): string => `version ${version}, which was published before, stays`,
  lookAlike: (names: string): string => `These names look alike, and are not the same: ${names}`,

  labels: {
    project: 'project',
    audience: 'audience',
    status: 'status',
    deletedAt: 'deleted at',
    cause: 'cause',
    message: 'message',
    row: 'row',
    version: 'version',
    importedAt: 'imported at',
    members: 'members',
    added: 'added',
    removed: 'removed',
    rows: 'rows',
    blank: 'blank',
    duplicates: 'duplicates',
    unregistered: 'unregistered',
    held: 'held',
    stale: 'stale',
    hasToChange: 'has to change',
    ownSettings: 'own settings',
    file: 'file',
    live: 'live',
    fileEtag: 'file etag',
    liveEtag: 'live etag',
    lastImport: 'last import',
    nextAttempt: 'next attempt',
    unregisteredIds: 'unregistered IDs',
    allOfThem: 'all of them',
    finding: 'finding',
  },
  held: (version: number, members: number, until: string): string =>
    `version ${version}, ${common.members(members)}, until ${common.time(until)}`,
  stale: (lastChange: string, hours: number): string =>
    `unchanged since ${common.time(lastChange)}, expected every ${formats.hours(hours)}`,
  expectation: (name: string, hours: number | null, from: 'audience' | 'project'): string =>
    `The file of "${name}" ${hours === null ? 'may change at any time' : `has to change every ${formats.hours(hours)}`}, ` +
    `as set for ${from === 'audience' ? 'this audience' : 'the project'}.`,
  missing: 'missing',
  source: (object: string, size: number, lastModified: string): string =>
    `${object}, ${size} bytes of ${common.time(lastModified)}`,
  lastImport: (result: string, at: string): string => `${result} at ${common.time(at)}`,
  reportMissing: {
    'no-time': 'not written: the import had no time for it',
    failed: 'not written: it went wrong, and the log of the importer says why',
  },

  heldOnes: (count: number, names: string): string =>
    `${countOf(count, 'audience')} with a list that is held, until it is approved or discarded: ${names}`,

  noneOf: (projectId: string, name: string): string =>
    `Project "${projectId}" has no audience "${name}": names are exact, without .csv. `,
  listThem: (projectId: string): string =>
    `"audience-import audience list ${projectId}" shows them.`,
  unpublished: (
    projectId: string,
    name: string,
    word: string,
    status: AudienceStatus,
    cause: string | null,
  ): string =>
    `Audience "${name}" of project "${projectId}" exists, but no version of it is published: ${unpublished[status]}` +
    `${cause === null ? '' : ` (${cause})`}. "audience-import audience show ${projectId} ${word}" says more.`,
};
export type AudienceTexts = typeof audience;
