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
    .description(
      'the IDs of the members of an audience, or of several that are combined, one a line',
    )
    .argument('<project>', 'its ID, as "project list" shows it')
    .argument('<name>', 'the name of the file without .csv')
    .option(
      '--version <number>',
      'read this version of <name> in place of the published one: "audience show" lists those that were replaced or are held',
      parsedBy(countingNumber),
    )
    .option('--or <name>', 'also who is in this audience', collectedBy(notEmpty))
    .option('--and <name>', 'only who is in this audience, too', collectedBy(notEmpty))
    .option('--not <name>', 'only who is not in this audience', collectedBy(notEmpty))
    .option('--count', 'print how many there are, and not who')
    .option(
      '--csv',
      'print a CSV file that the project would import as these members; otherwise IDs are printed as they are, unquoted',
    )
    .action(async (projectId: string, name: string, options: unknown) => {
      const { csv, count, ...combination } = optionsSchema.parse(options);
      refuseContradictions(name, combination);
      if (csv && count) throw new WrongUsageError('Give --csv or --count, not both.');
      await onStack(async (context) => {
        const { ports, output } = context;
        if (csv && output.isJson) throw new WrongUsageError('Give --csv or --json, not both.');
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
    showProgress({ done, total, unit: 'members read' });
    yield ids;
  }
  context.output.progress('');
}

const countMembers = async (batches: AsyncIterable<string[]>): Promise<number> => {
  let count = 0;
  for await (const ids of batches) count += ids.length;
  return count;
};
