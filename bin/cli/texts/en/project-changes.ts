import { common } from './common.ts';

/** What `project` says when it changes something. */
export const projectChanges = {
  isPausedAlready: (projectId: string): string =>
    `Project "${projectId}" is paused. Imports that run go on, and are its last ones.`,
  paused: (projectId: string): string =>
    `Project "${projectId}" is paused: its audiences stay as they are until "audience-import project resume ${projectId}".`,
  stillImports: (projectId: string, seconds: number, names: string): string =>
    `Project "${projectId}" is paused, but after ${seconds} s still imports ${names}. ` +
    'They end by themselves; repeat the command to go on waiting.',
  resumed: (projectId: string): string =>
    `Project "${projectId}" is resumed: the next scan imports what has changed meanwhile.`,

  needsYes: (projectId: string, published: number): string =>
    `Nothing was deleted yet: this deletes project "${projectId}" and all its audiences, of which ` +
    `${published} ${published === 1 ? 'is' : 'are'} published. Repeat it with --yes.`,
  partlyDeleted: (projectId: string, audiences: number): string =>
    `${common.audiences(audiences)} of project "${projectId}" were deleted, and the others will be: give the command again to do it now.`,
  deleted: (projectId: string, audiences: number): string =>
    `Project "${projectId}" is deleted, and so ${audiences === 1 ? 'was' : 'were'} ${common.audiences(audiences)}.`,
  usersStay: (projectId: string): string =>
    `Its users stay: "audience-import users remove ${projectId} FILE" removes those that FILE names.`,
  filesStay: 'Its files stay in the bucket; nothing looks at them any more.',
  createdAnew: (projectId: string): string =>
    `Project "${projectId}" was created anew while this command ran: what was put since stays. ` +
    `"audience-import project show ${projectId}" says what there is; repeat the command to delete that, too.`,

  createdByOther: (projectId: string): string =>
    `Somebody else has created project "${projectId}" at the same time. Repeat the command to change it.`,
  halfDeleted: (projectId: string): string =>
    `Project "${projectId}" is not deleted to the end: some of its audiences are still there. Nothing was written. ` +
    `Finish it first: "audience-import project delete ${projectId} --yes".`,
  deletedMeanwhile: (projectId: string): string =>
    `Project "${projectId}" was deleted meanwhile. Repeat the command to create it anew.`,
  aboveLimit: (projectId: string, audiences: number, limit: number): string =>
    `Project "${projectId}" has ${common.audiences(audiences)}, more than its new limit: they stay and may be updated, but ` +
    `no new one is created${limit > 0 ? ` until fewer than ${limit} are left` : ''}.`,
  pathChanged: (projectId: string, before: string, path: string): string =>
    `The path of project "${projectId}" was "${before}" and is "${path}" now. What lies under the old path ` +
    'counts as missing from the next scan on: those audiences keep their last members until a file of the ' +
    'same name lies under the new path.',
  readAnew: (projectId: string, rematchAt: string | null): string =>
    `The audiences that project "${projectId}" has are read in the new way when their file changes, ` +
    (rematchAt === null ? '' : `with the rematch that is due at ${common.time(rematchAt)}, `) +
    `or after "audience-import audience retry ${projectId} NAME".`,
  usersElsewhere: (projectId: string, rematchAt: string | null, names: string): string =>
    `The users of project "${projectId}" are looked up elsewhere from now on. Audiences keep the members that were found before, ` +
    'until their file changes, ' +
    (rematchAt === null ? '' : `until the rematch that is due at ${common.time(rematchAt)}, `) +
    `or until "audience-import audience retry ${projectId} NAME" is given: ${names}.`,

  counted: (projectId: string, audiences: number): string =>
    `How many audiences project "${projectId}" has could not be read and was counted anew: ${common.audiences(audiences)}.`,
  notCounted: (reason: string): string => `${reason} They are not counted.`,
  isPausedNow: (projectId: string): string =>
    `Whether project "${projectId}" was paused could not be read, so that it is paused now: "audience-import project resume ${projectId}".`,
  toRepair: (reason: string, options: readonly string[]): string =>
    `${reason}\nTo repair it, give ${options.join(', ')}`,

  nothingWritten: 'Nothing was written',
  bothStored: 'Both are stored, put at the same time',
  overReports: (projectId: string, path: string, reports: string): string =>
    `Path "${path}" of project "${projectId}" overlaps "${reports}", where reports of unregistered IDs are written: ` +
    'they would be taken for lists. Nothing was written: give another --path.',
  overlaps: (
    projectId: string,
    path: string,
    otherId: string,
    otherPath: string,
    state: string,
  ): string =>
    `Path "${path}" of project "${projectId}" overlaps "${otherPath}" of project "${otherId}": ` +
    `a file would belong to both. ${state}: give one of them another --path.`,
  pathUnread: (projectId: string, path: string): string =>
    `The path of project "${projectId}" cannot be read: whether "${path}" overlaps it was not checked. ` +
    `Put it: "audience-import project put ${projectId} --path".`,

  ownTableAlone: "--users-table none is the stack's own: leave out the other --users-…",
  noUsersTable: 'the project has no users table of yours to change: name it with --users-table',
  noUsersKey: '--users-table needs --users-key, its partition key attribute',
  numberWithPrefix: 'a number has no prefix: leave out --users-key-prefix',
  notAmong: (tableName: string, deployed: readonly string[]): string =>
    `The functions may not read table "${tableName}": ` +
    (deployed.length === 0
      ? 'the stack was deployed without any table of yours. '
      : `the stack was deployed with ${deployed.join(', ')}. `) +
    `Deploy it with -c usersTables=${[...deployed, tableName].join(',')} (see docs/users.md), then repeat the command.`,
};
export type ProjectChangeTexts = typeof projectChanges;
