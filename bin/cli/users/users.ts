import type { Command } from 'commander';
import { changeUsersOfProject, type ProjectChanges } from './change-users-of-project.ts';
import type { OnStack } from '../context.ts';
import type { CliTexts } from '../texts/texts.ts';
import { getExistingProject, noSuchProject } from '../project/get-existing-project.ts';
import { describeMissingValues, noteFilled, noteIncomplete } from './notes-on-users.ts';
import { createRemoveRegistered } from './remove-registered.ts';
import { describeStillMembers, findStillMembers, mostLookedFor } from './still-members.ts';
import { rematchTimeOf } from '../project/next-import.ts';
import { refuseOwnTable } from './refuse-own-table.ts';
import {
  addFromLine,
  addUserList,
  readFromLine,
  readUserListOptions,
} from './user-list-options.ts';
import { addUsersLooks } from './users-look.ts';
import { addUsersSync } from './users-sync.ts';

export const addUsersCommands = (program: Command, onStack: OnStack): void => {
  const users = program.command('users');

  addFromLine(addUserList(users.command('load'))).action(
    async (projectId: string, file: string, options: unknown) => {
      const { choice, reading } = readUserListOptions(options);
      const fromLine = readFromLine(options);
      await onStack(async (context) => {
        const { output } = context;
        const project = await getExistingProject(projectId, context.ports);
        refuseOwnTable(project);
        const changes = await changeUsersOfProject(
          project,
          { file, reading, choice, registeredHeader: 'skip', fromLine },
          context.ports.putUsers(projectId),
          context,
        );
        const { written, header, isHeaderAUser, missingValues, audiences } = changes;
        await output.result({ loaded: written, ...countsOf(changes) }, () =>
          describe('loaded', changes, context.say),
        );
        if (header !== undefined && isHeaderAUser)
          output.note(context.say.users.headerIsUser(projectId, header));
        if (missingValues.length > 0)
          output.note(describeMissingValues(projectId, missingValues, context.say));
        noteIncomplete(project, audiences, context.now(), context);
      });
    },
  );

  addFromLine(addUserList(users.command('remove'))).action(
    async (projectId: string, file: string, options: unknown) => {
      const { choice, reading } = readUserListOptions(options);
      const fromLine = readFromLine(options);
      await onStack(async (context) => {
        const { output, ports } = context;
        // A deleted project's users stay until somebody removes them.
        const project = await ports.getProject(projectId);
        if (!project) throw await noSuchProject(projectId, ports);
        refuseOwnTable(project);
        let registered = 0;
        const removed: string[] = [];
        const changes = await changeUsersOfProject(
          project,
          {
            file,
            reading,
            choice,
            fromLine,
            registeredHeader: choice === 'auto' ? 'keep' : 'skip',
          },
          createRemoveRegistered(projectId, {
            findUsers: ports.findUsers,
            deleteUsers: ports.deleteUsers(projectId),
            onRemoved: (some) => {
              registered += some.length;
              removed.push(...some.slice(0, mostLookedFor + 1 - removed.length));
            },
          }),
          context,
        );
        const { written, audiences } = changes;
        const found =
          removed.length > mostLookedFor
            ? undefined
            : await findStillMembers(projectId, removed, audiences, ports.audienceReader);
        await output.result(
          {
            removed: written,
            wereRegistered: registered,
            registered,
            ...countsOf(changes),
            stillIn: found?.stillIn ?? null,
          },
          () =>
            context.say.users.wereRegistered(describe('removed', changes, context.say), registered),
        );
        const now = context.now();
        if (found) {
          const until = context.say.users.untilImported(projectId, rematchTimeOf(project, now));
          for (const line of describeStillMembers(projectId, found, until, context.say))
            output.note(line);
        } else noteFilled({ ...project, projectId }, audiences, now, context);
      });
    },
  );

  addUsersSync(users, onStack);
  addUsersLooks(users, onStack);
};

/** For programs: `lines` = `loaded` or `removed` + `skipped` + `duplicates` + `refused`; the header is not among them. */
const countsOf = ({
  rows,
  skipped,
  refused,
  duplicates,
  header,
}: ProjectChanges): Record<string, number | string | null> => ({
  lines: rows,
  skipped,
  refused,
  duplicates,
  header: header ?? null,
});

const describe = (
  done: 'loaded' | 'removed',
  { written, rows, skipped, duplicates, refused }: ProjectChanges,
  { users }: CliTexts,
): string => {
  const said = users[done](written, rows, duplicates, refused);
  return skipped > 0 ? users.skipped(said, skipped) : users.noneSkipped(said);
};
