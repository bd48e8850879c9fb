import type { Command } from 'commander';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import type { Context, OnStack } from './context.ts';
import { exitCodes, RefusedError } from './errors.ts';
import { getExistingProject, noSuchProject } from './get-existing-project.ts';
import { loadUsers } from './load-users.ts';
import { openInput } from './open-input.ts';
import { removeUsers } from './remove-users.ts';
import type { UserLinesPorts } from './write-user-keys.ts';

/** More would scroll the reason out of sight. */
const reportedAtMost = 20;
/** A terminal need not be written to more often. */
const progressIntervalMs = 200;

export const addUsersCommands = (program: Command, onStack: OnStack): void => {
  const users = program.command('users').description('registered users');

  users
    .command('load')
    .description('register user IDs, one a line; those that are registered already stay')
    .argument('<project>')
    .argument('<file>', 'UTF-8; - for standard input')
    .action(async (projectId: string, file: string) => {
      await onStack(async (context) => {
        const { ports, output, stdin } = context;
        refuseOwnTable(await getExistingProject(projectId, ports));
        const input = await openInput(file, stdin);
        const summary = await reportLines(context, (report) =>
          loadUsers(projectId, input, { ...report, putUserKeys: ports.putUserKeys }),
        );
        await output.result(
          summary,
          () =>
            `Loaded ${summary.loaded} of ${summary.lines} lines, ${summary.refused} were refused.`,
        );
      });
    });

  users
    .command('remove')
    .description('unregister user IDs, one a line; audiences lose them at their next import')
    .argument('<project>')
    .argument('<file>', 'UTF-8; - for standard input')
    .action(async (projectId: string, file: string) => {
      await onStack(async (context) => {
        const { ports, output, stdin } = context;
        // A deleted project's users stay until somebody removes them.
        const project = await ports.getProject(projectId);
        if (!project) throw noSuchProject(projectId);
        refuseOwnTable(project);
        const input = await openInput(file, stdin);
        const summary = await reportLines(context, (report) =>
          removeUsers(projectId, input, { ...report, deleteUserKeys: ports.deleteUserKeys }),
        );
        await output.result(
          summary,
          () =>
            `Removed ${summary.removed} of ${summary.lines} lines, ${summary.refused} were refused.`,
        );
      });
    });
};

const refuseOwnTable = ({ projectId, usersSource }: Project): void => {
  if (usersSource)
    throw new RefusedError(
      `The users of project "${projectId}" are in your table ${usersSource.tableName}, which this command never ` +
        `writes. Change them there, or go back to the stack's own table: ` +
        `"audience-import project put ${projectId} --users-table none".`,
    );
};

/** Says which lines were refused and how far it is; some refused lines make the command fail in the end. */
const reportLines = async <Summary extends { refused: number }>(
  { output, now, sleep, random, exitWith }: Context,
  run: (report: UserLinesPorts) => Promise<Summary>,
): Promise<Summary> => {
  let reported = 0;
  let shownAt = 0;
  const summary = await run({
    sleep,
    random,
    onRefused: (line, problem) => {
      reported += 1;
      if (reported <= reportedAtMost)
        output.note(`line ${line}: ${problem}, nobody can be registered under this ID`);
    },
    onProgress: (lines) => {
      if (now() - shownAt < progressIntervalMs) return;
      shownAt = now();
      output.progress(`${lines} lines`);
    },
  });
  if (reported > reportedAtMost)
    output.note(`and ${reported - reportedAtMost} more lines that were refused`);
  if (summary.refused > 0) exitWith(exitCodes.failed);
  return summary;
};
