import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { changeUsers, namedAtMost, type UserChanges } from './change-users.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { describeUnfit } from './find-unfit-ids.ts';
import type { AudiencesOfUsers } from './look-at-audiences.ts';
import { readInOrder } from './read-in-order.ts';
import { type GivenList, readUserList } from './read-user-list.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import type { WriteUsers } from './write-users.ts';

export interface ListToChange extends GivenList {
  /** those in front of this line of the file are written already */
  fromLine: number;
}

export interface ProjectChanges extends UserChanges {
  header: string | undefined;
  /** the header is registered as a user */
  isHeaderAUser: boolean;
  audiences: AudiencesOfUsers;
}

/**
 * Registers or unregisters the IDs of a file. All of it is read first: when it is refused, nothing is changed. Some refused IDs
 * make the command fail in the end. When it breaks off it says on which line to go on.
 */
export const changeUsersOfProject = async (
  project: Project,
  { fromLine, ...list }: ListToChange,
  writeUsers: WriteUsers,
  context: Context,
): Promise<ProjectChanges> => {
  const { output, say, sleep, random, exitWith, untilInterrupted } = context;
  const { users, header, isHeaderAUser, audiences, ...read } = await readUserList(
    ...([project, list, context] as const),
  );
  const rows = readInOrder(read.unpacked(), {
    kernel: new JoinKernel(),
    project: read.project,
    fromLine,
  });
  const showProgress = createShowProgress(context);
  const changes = await untilInterrupted((signal) =>
    changeUsers(
      { users, rows, header, fromLine },
      {
        writeUsers,
        sleep,
        random,
        signal,
        onRefused: (id, why) => {
          output.note(describeUnfit(id, why, say));
        },
        onProgress: (written) => {
          showProgress({
            done: written,
            total: users.counts.distinct,
            tell: say.common.progress.users,
          });
        },
        onBroken: (line) => {
          output.note(line === 1 ? say.users.brokenAtStart : say.users.brokenAt(line));
        },
      },
    ),
  );
  if (changes.refused > namedAtMost)
    output.note(say.users.moreRefused(changes.refused - namedAtMost));
  if (changes.rows === 0) output.note(say.users.noIds);
  if (changes.refused > 0) exitWith(exitCodes.failed);
  return { ...changes, header, isHeaderAUser, audiences };
};
