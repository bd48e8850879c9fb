import type { Command } from 'commander';
import { z } from 'zod';
import { collectedBy, countingNumber, notEmpty, parsedBy } from '../arguments/arguments.ts';
import { combineAudiences, refuseContradictions } from './combine-audiences.ts';
import type { OnStack } from '../context.ts';
import { WrongUsageError } from '../errors.ts';
import { createShowProgress, type ProgressContext } from '../terminal/show-progress.ts';
import { csvOf, jsonArrayOf, linesOf } from './id-text.ts';

const names = z.array(z.string()).default([]);
const optionsSchema = z.object({
  version: z.number().optional(),
  or: names,
  and: names,
  not: names,
  csv: z.boolean().default(false),
  count: z.boolean().default(false),
});

export const addMembersCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('members')
    .argument('<project>')
    .argument('<name>')
    .option('--version <number>', '', parsedBy(countingNumber))
    .option('--or <name>', '', collectedBy(notEmpty))
    .option('--and <name>', '', collectedBy(notEmpty))
    .option('--not <name>', '', collectedBy(notEmpty))
    .option('--count')
    .option('--csv')
    .action(async (projectId: string, name: string, options: unknown) => {
      const { csv, count, ...combination } = optionsSchema.parse(options);
      refuseContradictions(name, combination);
      if (csv && count)
        throw new WrongUsageError(({ common }) => common.notBoth('--csv', '--count'));
      await onStack(async (context) => {
        const { ports, output } = context;
        if (csv && output.isJson)
          throw new WrongUsageError(({ common }) => common.notBoth('--csv', '--json'));
        const { set, audiences, members } = await combineAudiences(
          ...([projectId, name, combination, ports] as const),
        );
        if (count) {
          const counted =
            members ?? (await countMembers(watchMembers(set.batches(), members, context)));
          await output.result({ project: projectId, audiences, count: counted }, () =>
            String(counted),
          );
          return;
        }
        // A deleted project's audiences can be read for a while.
        const project = csv ? await ports.getProject(projectId) : undefined;
        const batches = watchMembers(set.batches(), members, context);
        if (csv) await output.stream(csvOf(batches, project));
        else await output.stream(output.isJson ? jsonArrayOf(batches) : linesOf(batches));
      });
    });
};

/** Where they are not printed on the terminal, this shows how many were read. */
async function* watchMembers(
  batches: AsyncIterable<string[]>,
  total: number | undefined,
  context: ProgressContext,
): AsyncGenerator<string[]> {
  const showProgress = createShowProgress(context);
  let done = 0;
  for await (const ids of batches) {
    done += ids.length;
    showProgress({ done, total, tell: context.say.common.progress.membersRead });
    yield ids;
  }
  context.output.progress('');
}

const countMembers = async (batches: AsyncIterable<string[]>): Promise<number> => {
  let count = 0;
  for await (const ids of batches) count += ids.length;
  return count;
};
