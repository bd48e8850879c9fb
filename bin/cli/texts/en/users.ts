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
  goOn: 'Go on?',
  nobodyToAsk: 'Give --yes to do it: nobody is here to be asked. Nothing was changed.',
  nothingChanged: 'Nothing was changed.',
  brokenOff: 'It has broken off. Give the same command again: it does the rest.',
  fileRefused: (reason: string): string => `${reason} Nothing was changed.`,
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
