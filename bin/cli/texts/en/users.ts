import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

/** What `users` says. */
export const users = {
  headings: { id: 'ID', registered: 'REGISTERED' },
  loaded: (written: number, rows: number, duplicates: number, refused: number): string =>
    `Loaded ${countOf(written, 'user')} of ${countOf(rows, 'row')}; ${duplicates} repeated others, ${refused} were refused`,
  removed: (written: number, rows: number, duplicates: number, refused: number): string =>
    `Removed ${countOf(written, 'user')} of ${countOf(rows, 'row')}; ${duplicates} repeated others, ${refused} were refused`,
  skipped: (done: string, skipped: number): string =>
    `${done}, ${skipped} stand in front of the line.`,
  noneSkipped: (done: string): string => `${done}.`,
  noIds: 'The file has no user IDs: it is empty, or has blank lines only.',
  wereRegistered: (done: string, registered: number): string =>
    `${done} Registered were ${registered} of them.`,
  inStep: (projectId: string, added: number, removed: number, registered: number): string =>
    `Added ${countOf(added, 'user')} and removed ${removed}: ${countOf(registered, 'user')} of project "${projectId}" ` +
    'are registered, exactly those of the file.',
  wouldChange: (
    projectId: string,
    registered: number,
    added: number,
    removed: number,
    share: string,
  ): string =>
    `Project "${projectId}" has ${countOf(registered, 'registered user')}: ${added} would be added, ${removed} removed ` +
    `(${share} of them).`,
  removesTooMany: (numbers: string, maxRemoval: number, needed: number): string =>
    `${numbers} That is more than ${maxRemoval} %: is the file a part of the list? If it is right, give --max-removal ` +
    `${needed}. Nothing was changed.`,
  tooManyToHold: (count: number): string =>
    `More than ${count} registered users are not in the file, too many for one run. Is it a part of a list? ` +
    'If not, remove some of them first: "audience-import users remove". Nothing was changed.',
  goOn: 'Go on?',
  nobodyToAsk: 'Give --yes to do it: nobody is here to be asked. Nothing was changed.',
  nothingChanged: 'Nothing was changed.',
  brokenOff: 'It has broken off. Give the same command again: it does the rest.',
  brokenAtStart: 'It has broken off near its beginning: give the same command again.',
  brokenAt: (line: number): string =>
    `It has broken off. All before line ${line} is done: give the same command with --from-line ${line} to go on.`,
  moreRefused: (count: number): string =>
    `and ${count} more ${count === 1 ? 'ID that was' : 'IDs that were'} refused`,
  hasUnfitIds:
    'The file has IDs that nobody can be registered under, so it may not be what it should be. Correct it, and give the command ' +
    'again; or add the others of it: "users load". Nothing was changed.',
  headerIsUser: (projectId: string, header: string): string =>
    `Somebody is registered under "${header}", by an earlier load. "audience-import users remove ${projectId} FILE" ` +
    'of a file with this row undoes it.',
  /** @param rematchAt ISO 8601; null: never */
  whenImported: (projectId: string, rematchAt: string | null): string =>
    `when their file changes, ${rematchAt === null ? '' : `with the rematch that is due at ${rematchAt}, `}` +
    `or after "audience-import audience retry ${projectId} NAME"`,
  untilImported: (projectId: string, rematchAt: string | null): string =>
    `until their file changes, ${rematchAt === null ? '' : `until the rematch that is due at ${rematchAt}, `}` +
    `or until "audience-import audience retry ${projectId} NAME" is given`,
  incomplete: (when: string, names: string): string =>
    `Audiences find those of their IDs that are registered now at their next import: ${when}. ` +
    `IDs were nobody's in ${names}.`,
  filled: (until: string, names: string): string =>
    `Audiences keep members that are not registered any more until their next import: ${until}. ` +
    `Members are in ${names}.`,
  missingValues: (projectId: string, names: string, words: string): string =>
    `Registered like any other, though tools write such words where there is no value: ${names}. If they are no users, ` +
    `unregister them: printf '%s\\n' ${words} | audience-import users remove ${projectId} -`,
  stillReached: (names: string, until: string): string =>
    `Campaigns still reach some of them, in ${names}: ${until}. A campaign that has begun reads on for up to 24 hours.`,
  audiencesUnread: (projectId: string, names: string): string =>
    `Whether they are in ${names} could not be read: "audience-import audience which ${projectId} ID" says why.`,
  maybeHeld: (names: string): string =>
    `A list is held in ${names}: if some of them are in it, approving it publishes it with them.`,
  writesElsewhere: (projectId: string, tableName: string): string =>
    `The users of project "${projectId}" are in your table ${tableName}, which this command never writes. ` +
    `Change them there, or go back to the stack's own table: ` +
    `"audience-import project put ${projectId} --users-table none".`,
  readsElsewhere: (projectId: string, tableName: string): string =>
    `The users of project "${projectId}" are in your table ${tableName}, which this command never reads. ` +
    `Look at them there, or go back to the stack's own table: ` +
    `"audience-import project put ${projectId} --users-table none".`,
};
export type UsersTexts = typeof users;
