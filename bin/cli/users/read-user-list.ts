import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { showDelimiter } from '../../../lambdas/importer/errors.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { showText } from '../../../lambdas/shared/domain/show-text.ts';
import { optionOf } from '../../../lambdas/shared/texts/commands.ts';
import { isUserId } from '../../../lambdas/shared/own-user-key.ts';
import type { HasUser } from '../adapters/write-users.ts';
import type { Context } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { findHeader, type FoundHeader, type HeaderChoice } from './find-header.ts';
import { type AudiencesOfUsers, lookAtAudiences } from './look-at-audiences.ts';
import { openUserList } from './open-user-list.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { readUserFile, type UserFile } from './read-user-file.ts';

/** A list of users as it is given to a command. */
export interface GivenList {
  /** path, or - for standard input */
  file: string;
  /** what whoever calls says of the file; else it is as the project's files are. `none`: it has one column */
  reading: { idColumn?: string | number | undefined; delimiter?: string | undefined };
  choice: HeaderChoice;
  /** what to do with a column's name that somebody has registered as a user */
  registeredHeader: 'keep' | 'skip';
}

/** A list of which all was read, and nothing was done yet. */
export interface ReadList {
  users: UserFile;
  /** the project, with its files read as this one is */
  project: Project;
  /** the same file again, from its beginning and unpacked */
  unpacked: () => AsyncIterable<Uint8Array>;
  /** the ID that is a column's name, and is left out */
  header: string | undefined;
  /** the header is registered as a user */
  isHeaderAUser: boolean;
  audiences: AudiencesOfUsers;
}

/** @throws RefusedError when an import would reject the file */
export const readUserList = async (
  project: Project,
  { file, reading, choice, registeredHeader }: GivenList,
  { ports, output, stdin, now, say }: Pick<Context, 'ports' | 'output' | 'stdin' | 'now' | 'say'>,
): Promise<ReadList> => {
  const { projectId } = project;
  const { bytes, stored, unpacked } = await openUserList(file, stdin);
  const showProgress = createShowProgress({ output, now, say });
  const readingProject = readAs(project, reading);
  const watched = watchBytes(stored, (read) => {
    showProgress({
      done: toMegabytes(read),
      total: bytes === undefined ? undefined : toMegabytes(bytes),
      tell: say.common.progress.megabytesRead,
    });
  });
  const users = await readUserFile(watched, new JoinKernel(), readingProject);
  output.progress('');
  if (reading.delimiter === undefined) refuseOtherDelimiter(users);
  const audiences = await lookAtAudiences(projectId, { ...ports, warn: output.note });
  const found = findHeader(users, choice, audiences.headers);
  const isHeaderAUser = await isUser(found, projectId, ports);
  const isKept = isHeaderAUser && registeredHeader === 'keep';
  if (found.says)
    output.note(
      isKept ? say.files.header.wasUser(showText(found.header ?? '')) : found.says(say.files),
    );
  return {
    users,
    project: readingProject,
    unpacked,
    isHeaderAUser,
    audiences,
    header: isKept ? undefined : found.header,
  };
};

const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

async function* watchBytes(
  stored: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of stored) {
    bytes += piece.length;
    onRead(bytes);
    yield piece;
  }
}

const readAs = (
  project: Project,
  { idColumn = project.idColumn, delimiter = project.delimiter }: GivenList['reading'],
): Project => ({ ...project, idColumn: idColumn === 'none' ? undefined : idColumn, delimiter });

/** An import asks who has such IDs; here nobody has any yet. */
const refuseOtherDelimiter = ({ counts: { otherDelimiter, firstRow } }: UserFile): void => {
  if (otherDelimiter !== undefined)
    throw new RefusedError(({ files }) => {
      const shown = showDelimiter(otherDelimiter);
      return files.otherDelimiter(shown, optionOf(shown), showText(firstRow));
    });
};

const isUser = async (
  { header }: FoundHeader,
  projectId: string,
  { hasUser }: { hasUser: HasUser },
): Promise<boolean> => header !== undefined && isUserId(header) && hasUser(projectId, header);
