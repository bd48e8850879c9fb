import type { Command } from 'commander';
import { costOf } from '../../../lambdas/shared/domain/prices.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { isUserId } from '../../../lambdas/shared/own-user-key.ts';
import { sideBySide } from '../../../lambdas/shared/side-by-side.ts';
import type { Context, OnStack } from '../context.ts';
import type { CliTexts } from '../texts/texts.ts';
import { exitCodes } from '../errors.ts';
import { noSuchProject } from '../project/get-existing-project.ts';
import { readAllUsers } from './read-all-users.ts';
import { refuseOwnTable } from './refuse-own-table.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { toTable } from '../terminal/table.ts';

/** The subcommands of `users` that change nothing. */
export const addUsersLooks = (users: Command, onStack: OnStack): void => {
  users
    .command('count')
    .argument('<project>')
    .action(async (projectId: string) => {
      await onStack(async (context) => {
        await getProjectWithUsers(projectId, context);
        const { ports, output, sleep, random, untilInterrupted } = context;
        const showProgress = createShowProgress(context);
        let count = 0;
        const take = (some: number): void => {
          count += some;
          showProgress({ done: count, tell: context.say.common.progress.usersRead });
        };
        const readUnits = await untilInterrupted((signal) =>
          readAllUsers(projectId, ports.countUsers, take, { sleep, random, signal }),
        );
        output.progress('');
        const cost = costOf({ readUnits, writeUnits: 0 }, await ports.region());
        await output.result({ project: projectId, users: count, readUnits, cost }, () =>
          String(count),
        );
      });
    });

  users
    .command('contains')
    .argument('<project>')
    .argument('<id...>')
    .action(async (projectId: string, ids: string[]) => {
      await onStack(async (context) => {
        await getProjectWithUsers(projectId, context);
        const registered = await findRegistered(projectId, ids, context);
        const users = ids.map((id) => ({ id, registered: registered.has(id) }));
        const contains = registered.size === new Set(ids).size;
        if (!contains) context.exitWith(exitCodes.failed);
        await context.output.result({ project: projectId, contains, users }, () =>
          users.length === 1
            ? yesOrNo(contains, context.say)
            : toTable(
                [context.say.users.headings.id, context.say.users.headings.registered],
                users.map((user) => [user.id, yesOrNo(user.registered, context.say)]),
              ),
        );
      }, exitCodes.couldNotTell);
    });
};

const yesOrNo = (is: boolean, { common }: CliTexts): string => (is ? common.yes : common.no);

/** Also one that was deleted: its users stay until somebody removes them. */
const getProjectWithUsers = async (projectId: string, { ports }: Context): Promise<Project> => {
  const project = await ports.getProject(projectId);
  if (!project) throw await noSuchProject(projectId, ports);
  refuseOwnTable(project, 'reads');
  return project;
};

const callsAtOnce = 16;

const findRegistered = async (
  projectId: string,
  ids: readonly string[],
  { ports }: Context,
): Promise<ReadonlySet<string>> => {
  const registered = new Set<string>();
  const asked = [...new Set(ids)].filter(isUserId);
  await sideBySide(asked, { concurrency: callsAtOnce }, async (id) => {
    if (await ports.hasUser(projectId, id)) registered.add(id);
  });
  return registered;
};
