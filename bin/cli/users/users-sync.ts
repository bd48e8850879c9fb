import type { Command } from 'commander';
import { z } from 'zod';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { parsedBy, percentFrom } from '../arguments/arguments.ts';
import { namedAtMost } from './change-users.ts';
import type { Context, OnStack } from '../context.ts';
import type { CliTexts } from '../texts/texts.ts';
import { RefusedError } from '../errors.ts';
import { formatShare } from '../../../lambdas/shared/texts/figures.ts';
import { describeUnfit, findUnfitIds } from './find-unfit-ids.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { describeMissingValues, noteFilled, noteIncomplete } from './notes-on-users.ts';
import { readInOrder } from './read-in-order.ts';
import { type ReadList, readUserList } from './read-user-list.ts';
import { refuseOwnTable } from './refuse-own-table.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import {
  findUsersToSync,
  removesTooMany,
  syncUsers,
  type UsersToSync,
  usualMaxRemoval,
} from './sync-users.ts';
import { addUserList, readUserListOptions } from './user-list-options.ts';

const optionsSchema = z.object({ yes: z.boolean().default(false), maxRemoval: z.number() });
type Options = z.infer<typeof optionsSchema>;

/** `users sync`: exactly the users of a file are registered. */
export const addUsersSync = (users: Command, onStack: OnStack): void => {
  addUserList(users.command('sync'))
    .option('-y, --yes')
    .option('--max-removal <percent>', '', parsedBy(percentFrom(0, 100)), usualMaxRemoval)
    .action(async (projectId: string, file: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      const list = { file, ...readUserListOptions(given), registeredHeader: 'skip' } as const;
      await onStack(async (context) => {
        const project = await getExistingProject(projectId, context.ports);
        refuseOwnTable(project);
        const read = await readUserList(project, list, context);
        await refuseUnfit(read, context);
        await context.untilInterrupted((signal) =>
          bringInStep(projectId, read, { ...options, signal }, context),
        );
      });
    });
};

/** A line that lost its end hides others: who is in them would be removed. */
const refuseUnfit = async (
  { users, project, unpacked, header }: ReadList,
  { output, say }: Pick<Context, 'output' | 'say'>,
): Promise<void> => {
  const rows = readInOrder(unpacked(), { kernel: new JoinKernel(), project, fromLine: 1 });
  const unfit = await findUnfitIds(users, rows, header, namedAtMost);
  for (const [id, why] of unfit) output.note(describeUnfit(id, why, say));
  if (unfit.length > 0) throw new RefusedError(({ users }) => users.hasUnfitIds);
};

const bringInStep = async (
  projectId: string,
  list: ReadList,
  { signal, ...options }: Options & { signal: AbortSignal },
  context: Context,
): Promise<void> => {
  const { ports, output, sleep, random, now } = context;
  const { users, header, audiences, project } = list;
  const showReading = createShowProgress(context);
  const found = await findUsersToSync(projectId, list, {
    readPage: ports.readUsers,
    sleep,
    random,
    signal,
    onProgress: (registered) => {
      showReading({ done: registered, tell: context.say.common.progress.registeredRead });
    },
  });
  const { registered, added, removed } = found;
  output.progress('');
  await agree(projectId, found, options, signal, context);

  const showProgress = createShowProgress(context);
  const { missingValues } = await untilDone(context, () =>
    syncUsers(list, found, {
      putUsers: ports.putUsers(projectId),
      deleteUsers: ports.deleteUsers(projectId),
      sleep,
      random,
      signal,
      onProgress: (written) => {
        showProgress({
          done: written.added + written.removed,
          total: added + removed.count,
          tell: context.say.common.progress.usersChanged,
        });
      },
    }),
  );
  output.progress('');
  const { rows, distinct } = users.counts;
  const listed = rows - (header === undefined ? 0 : 1);
  const after = registered + added - removed.count;
  await output.result(
    {
      added,
      removed: removed.count,
      before: registered,
      registered: after,
      lines: listed,
      duplicates: rows - distinct,
      header: header ?? null,
    },
    () => context.say.users.inStep(projectId, added, removed.count, after),
  );
  if (missingValues.length > 0)
    output.note(describeMissingValues(projectId, missingValues, context.say));
  if (added > 0) noteIncomplete({ ...project, projectId }, audiences, now(), context);
  if (removed.count > 0) noteFilled({ ...project, projectId }, audiences, now(), context);
};

const untilDone = async <T>(
  { output, say }: Pick<Context, 'output' | 'say'>,
  write: () => Promise<T>,
): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    output.note(say.users.brokenOff);
    throw error;
  }
};

/** Says what would be done. @throws RefusedError unless it may be done */
const agree = async (
  projectId: string,
  { registered, added, removed }: UsersToSync,
  { yes, maxRemoval }: Options,
  signal: AbortSignal,
  { output, ask, say }: Pick<Context, 'output' | 'ask' | 'say'>,
): Promise<void> => {
  const share = registered === 0 ? 0 : removed.count / registered;
  const numbersIn = ({ users }: CliTexts): string =>
    users.wouldChange(
      ...([projectId, registered, added, removed.count, formatShare(share)] as const),
    );
  if (removesTooMany({ registered, removed }, maxRemoval))
    throw new RefusedError((texts) =>
      texts.users.removesTooMany(numbersIn(texts), maxRemoval, Math.ceil(share * 100)),
    );
  output.note(numbersIn(say));
  if (yes || added + removed.count === 0) return;
  const answer = await ask(say.users.goOn, signal);
  if (answer === undefined) throw new RefusedError(({ users }) => users.nobodyToAsk);
  if (!answer) throw new RefusedError(({ users }) => users.nothingChanged);
};
