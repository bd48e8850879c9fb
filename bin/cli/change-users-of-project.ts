import { JoinKernel } from '../../kernel/join-kernel.ts';
import { nameDelimiter, optionOf } from '../../lambdas/importer/columns-advice.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { showText } from '../../lambdas/shared/domain/show-text.ts';
import { isUserId } from '../../lambdas/shared/own-user-key.ts';
import { changeUsers, namedAtMost, type UserChanges } from './change-users.ts';
import type { Context } from './context.ts';
import { exitCodes, RefusedError } from './errors.ts';
import { findHeader, type FoundHeader, type HeaderChoice } from './find-header.ts';
import type { HasUser } from './adapters/write-users.ts';
import { type AudiencesOfUsers, lookAtAudiences } from './look-at-audiences.ts';
import { openInput } from './open-input.ts';
import { readUserFile, type UserFile } from './read-user-file.ts';
import type { WriteUsers } from './write-users.ts';

/** A terminal need not be written to more often. */
const progressIntervalMs = 200;

export interface UserList {
  /** path, or - for standard input */
  file: string;
  /** what whoever calls says of the file; else it is as the project's files are. `none`: it has one column */
  reading: { idColumn?: string | number | undefined; delimiter?: string | undefined };
  choice: HeaderChoice;
  /** what to do with a column's name that somebody has registered as a user */
  registeredHeader: 'keep' | 'skip';
}

export interface ProjectChanges extends UserChanges {
  header: string | undefined;
  /** the header is registered as a user */
  isHeaderAUser: boolean;
  audiences: AudiencesOfUsers;
}

/**
 * Registers or unregisters the IDs of a file. All of it is read first: when it is refused, nothing is changed. Some refused IDs
 * make the command fail in the end.
 */
export const changeUsersOfProject = async (
  project: Project,
  { file, reading, choice, registeredHeader }: UserList,
  writeUsers: WriteUsers,
  { ports, output, stdin, now, sleep, random, exitWith }: Context,
): Promise<ProjectChanges> => {
  const { projectId } = project;
  const input = await openInput(file, stdin);
  const users = await readUserFile(input, new JoinKernel(), readAs(project, reading));
  if (reading.delimiter === undefined) refuseOtherDelimiter(users);
  const audiences = await lookAtAudiences(projectId, { ...ports, warn: output.note });
  const found = findHeader(users, choice, audiences.headers);
  const isHeaderAUser = await isUser(found, projectId, ports);
  const isKept = isHeaderAUser && registeredHeader === 'keep';
  const header = isKept ? undefined : found.header;
  if (found.says !== undefined) output.note(isKept ? keptAfterAll(found) : found.says);

  let shownAt = 0;
  const changes = await changeUsers(users, header, {
    ...{ writeUsers, sleep, random },
    onRefused: (id, problem) => {
      output.note(`"${showText(id)}" ${problem}: nobody can be registered under it`);
    },
    onProgress: (written) => {
      if (now() - shownAt < progressIntervalMs) return;
      shownAt = now();
      output.progress(`${written} of ${users.counts.distinct} users`);
    },
  });
  if (changes.refused > namedAtMost)
    output.note(`and ${changes.refused - namedAtMost} more IDs that were refused`);
  if (changes.refused > 0) exitWith(exitCodes.failed);
  return { ...changes, header, isHeaderAUser, audiences };
};

const readAs = (
  project: Project,
  { idColumn = project.idColumn, delimiter = project.delimiter }: UserList['reading'],
): Project => ({ ...project, idColumn: idColumn === 'none' ? undefined : idColumn, delimiter });

/** An import asks who has such IDs; here nobody has any yet. */
const refuseOtherDelimiter = ({ counts: { otherDelimiter, firstRow } }: UserFile): void => {
  if (otherDelimiter !== undefined)
    throw new RefusedError(
      `Each row has ${nameDelimiter(otherDelimiter)}, which seems to separate columns. Give --delimiter ` +
        `${optionOf(otherDelimiter)} and --id-column NAME or NUMBER; or --delimiter ',' if it belongs to the IDs. The first row ` +
        `reads: ${showText(firstRow)}. Nothing was changed.`,
    );
};

const isUser = async (
  { header }: FoundHeader,
  projectId: string,
  { hasUser }: { hasUser: HasUser },
): Promise<boolean> => header !== undefined && isUserId(header) && hasUser(projectId, header);

const keptAfterAll = ({ header = '' }: FoundHeader): string =>
  `The first row, "${showText(header)}", seems to be a column's name, but was registered as a user: it is removed, too.`;
