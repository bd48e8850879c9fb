import type { Command } from 'commander';
import type { OnStack } from './context.ts';
import { exitCodes } from './errors.ts';
import { getExistingProject } from './get-existing-project.ts';
import { loadUsers } from './load-users.ts';
import { openInput } from './open-input.ts';

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
      await onStack(async ({ ports, output, stdin, now, sleep, random, exitWith }) => {
        await getExistingProject(projectId, ports);
        let reported = 0;
        let shownAt = 0;
        const summary = await loadUsers(projectId, await openInput(file, stdin), {
          putUserKeys: ports.putUserKeys,
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
        await output.result(
          summary,
          () =>
            `Loaded ${summary.loaded} of ${summary.lines} lines, ${summary.refused} were refused.`,
        );
      });
    });
};
