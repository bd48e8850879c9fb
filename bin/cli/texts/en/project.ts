import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';
import type { GuardSettings } from '../../../../lambdas/shared/domain/guard.ts';
import type { UsersSource } from '../../../../lambdas/shared/domain/project.ts';
import { formats } from '../../../../lambdas/shared/texts/en/formats.ts';
import { common } from './common.ts';

/** What `project` says of projects as they are. */
export const project = {
  none: 'There is no project yet. "audience-import project put" creates one.',
  headings: {
    project: 'PROJECT',
    path: 'PATH',
    audiences: 'AUDIENCES',
    limit: 'LIMIT',
    paused: 'PAUSED',
    reason: 'REASON',
    objects: 'OBJECTS',
    suchAs: 'SUCH AS',
  },
  labels: {
    project: 'project',
    path: 'path',
    administrators: 'administrators',
    audiences: 'audiences',
    paused: 'paused',
    users: 'users',
    holds: 'holds',
    files: 'files',
    usersMatched: 'users matched',
    filesChange: 'files change',
    reports: 'reports',
    language: 'language',
    mails: 'mails',
    digest: 'daily digest',
  },
  audiences: (taken: number, limit: number): string => `${taken} of at most ${limit}`,
  done: (projectId: string, done: 'created' | 'changed' | 'repaired'): string =>
    `Project "${projectId}" was ${done}.`,

  holds: ({
    holdWhenEmpty = true,
    maxShrink,
    minMembers,
    maxGrowth,
    holdFirst = false,
  }: GuardSettings): string => {
    const held = [
      ...(holdWhenEmpty ? ['would leave nobody'] : []),
      ...(minMembers === undefined ? [] : [`has fewer than ${minMembers} members`]),
      ...(maxShrink === undefined ? [] : [`loses more than ${maxShrink} % of the members`]),
      ...(maxGrowth === undefined ? [] : [`grows by more than ${maxGrowth} %`]),
      ...(holdFirst ? ['is the first list of an audience'] : []),
    ];
    return held.length === 0 ? 'nothing' : `what ${held.join(', or ')}`;
  },
  oneColumn: 'one column',
  columnNumber: (column: number): string => `IDs in column ${column}`,
  columnName: (column: string): string => `IDs in the column "${column}"`,
  separatedByTabs: (columns: string): string => `${columns}, separated by tabs`,
  separatedBy: (columns: string, delimiter: string): string =>
    `${columns}, separated by "${delimiter}"`,
  matchedWhenChanged: 'when a file changes',
  matchedEvery: (hours: number): string => `also every ${countOf(hours, 'hour')}`,
  expected: (hours: number | null): string =>
    hours === null ? 'at any time' : `every ${formats.hours(hours)}`,
  allReported: 'all unregistered IDs of each import',
  noneReported: 'none',
  allMailed: 'also of files that are published',
  troubleMailed: 'of what needs attention',
  digest: (hour: number | null): string => (hour === null ? 'none' : `from ${hour}:00 UTC`),

  ownUsersTable: "the stack's own table",
  usersSource: ({
    tableName,
    keyName,
    keyType,
    keyPrefix,
    sortKey,
    maxReadUnits,
    ttlAttribute,
  }: UsersSource): string =>
    [
      `table ${tableName}`,
      `key ${keyName} (${keyType})`,
      ...(keyPrefix === '' ? [] : [`prefix "${keyPrefix}"`]),
      ...(sortKey ? [`sort key ${sortKey.name} = "${sortKey.value}"`] : []),
      ...(ttlAttribute === undefined ? [] : [`expires by ${ttlAttribute}`]),
      maxReadUnits === undefined
        ? 'never scanned'
        : `read with at most ${maxReadUnits} read units/s`,
    ].join(', '),
  usersRead: (users: number, readUnits: number, at: string): string =>
    `An import has read ${countOf(users, 'user')} at ${common.time(at)}, which cost ${common.readUnits(readUnits)}.`,
  usersNotRead: (readUnits: number, at: string): string =>
    `An import gave up reading all users at ${common.time(at)}, after ${common.readUnits(readUnits)}, and looked its IDs up.`,

  refusedAddress: (address: string, reason: string, since: string, missed: number): string =>
    `SES refuses ${address}: ${reason}, since ${common.time(since)}; ${missed} notice(s) were not sent to it.`,
  emptyPath: (path: string, since: string): string =>
    `Nothing lies under the path ${path}: no scan has seen an object there since ${common.time(since)}. Files lie directly under it, as ${path}NAME.csv.`,
  ignoredBelow: 'Ignored by the last scan that saw something new:',
  ignoredFor: (reason: string, explanation: string): string => `${reason}: ${explanation}`,

  onlyIgnored: (projectId: string, objects: number, example: string, explanation: string): string =>
    `No audience yet: the scan has seen ${objects} object(s), and ignored all of them, such as ${example}. ` +
    `${explanation} "audience-import project show ${projectId}" lists them.`,
  noFileYet: 'No file was seen yet. "audience-import scan" looks for some.',
  noFileUnderPath: (projectId: string): string =>
    `No file was seen yet: nothing lies under the path of the project. "audience-import project show ${projectId}" says which that is.`,

  incomplete: (projectId: string): string =>
    `There is no project "${projectId}" yet, and a new project needs --admin-email and --audience-limit. `,
  noneOf: (projectId: string): string => `There is no project "${projectId}". `,
  listThem: '"audience-import project list" shows them, "project put" creates one.',

  rematch: (
    hours: number,
    files: number,
    cost: { readUnits: number; dollars: string; region: string; asOf: string } | null,
  ): string => {
    const often =
      `Every ${countOf(hours, 'hour')} the project's users are read anew: once for up to ${files} files of 500 MB together, ` +
      'and for each packed file';
    const besides =
      'For each list that has changed, the live one is read and what has changed is written. "import history" says what each has cost.';
    return cost
      ? `${often}. That is ${common.readUnits(cost.readUnits)} a day or more, ` +
          `${cost.dollars} by the prices of ${cost.region} in ${cost.asOf}. ${besides}`
      : `${often}. What that costs is known when an import has read them. ${besides}`;
  },
};
export type ProjectTexts = typeof project;
