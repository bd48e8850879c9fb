import type { Command } from 'commander';
import { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import { formatDollars } from '../../../lambdas/shared/texts/figures.ts';
import type { Context, OnStack } from '../context.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import type { TableName } from '../repair/ports.ts';
import type { StackPorts } from '../stack/stack-ports.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { toTable } from '../terminal/table.ts';
import type { CliTexts } from '../texts/texts.ts';
import { createSum, type Sum } from './add-up-imports.ts';
import { type EstimateView, viewEstimate, type WholeStack } from './estimate-view.ts';

/** `estimate`: what a month costs, from the records of the last 30 days. */
export const addEstimateCommand = (program: Command, onStack: OnStack): void => {
  program
    .command('estimate')
    .argument('[project]')
    .action(async (projectId: string | undefined) => {
      await onStack(async (context) => {
        const { ports, output, say, untilInterrupted } = context;
        const projectIds = await projectsToLookAt(projectId, context);
        const sum = createSum(ports.serviceNow());
        const audiences = await untilInterrupted((signal) =>
          addUp(projectIds, sum, context, signal),
        );
        output.progress('');
        const sizes = await sizesOf(ports);
        const view = viewEstimate({
          projectId,
          region: await ports.region(),
          observed: sum.observed(),
          audiences,
          stack:
            projectId === undefined
              ? { projects: projectIds.length, stored: sizes.stored }
              : undefined,
          itemBytes: sizes.itemBytes,
        });
        await output.result(view, () => describeEstimate(view, say));
      });
    });
};

const projectsToLookAt = async (
  projectId: string | undefined,
  { ports, output }: Pick<Context, 'ports' | 'output'>,
): Promise<string[]> => {
  if (projectId !== undefined) return [(await getExistingProject(projectId, ports)).projectId];
  const projectIds: string[] = [];
  const unread = await takeAll(ports.listProjects(), (project) => {
    if (project.deletedAt === undefined) projectIds.push(project.projectId);
  });
  if (unread) output.note(unread.message);
  return projectIds;
};

/** More than a page of DynamoDB's holds. */
const pageSize = 1000;

/** @returns how many audiences there are */
const addUp = async (
  projectIds: readonly string[],
  sum: Sum,
  context: Context,
  signal: AbortSignal,
): Promise<number> => {
  const { ports, output, say } = context;
  const showProgress = createShowProgress(context);
  let audiences = 0;
  let read = 0;
  for (const projectId of projectIds) {
    const unread = await takeAll(ports.listAudienceItems(projectId), async ({ fileName }) => {
      audiences += 1;
      try {
        for await (const record of ports.readImportRecords(projectId, fileName, pageSize)) {
          signal.throwIfAborted();
          if (!sum.add(record)) break;
          showProgress({ done: (read += 1), tell: say.common.progress.recordsRead });
        }
      } catch (error) {
        if (!(error instanceof MalformedItemError)) throw error;
        output.note(say.estimate.isIncomplete(error.message));
      }
    });
    if (unread) output.note(say.estimate.isIncomplete(unread.message));
  }
  return audiences;
};

/** Tables that can be restored to any second: see lib/constructs/tables.ts. */
const restorable: readonly TableName[] = ['projects', 'audiences', 'users'];

const sizesOf = async ({
  describeTables,
}: Pick<StackPorts, 'describeTables'>): Promise<{
  stored: WholeStack['stored'];
  itemBytes: number | undefined;
}> => {
  const stored = { tables: 0, restorable: 0 };
  let itemBytes: number | undefined;
  for (const name of Object.keys(tableKeys).filter(isTableName)) {
    const { size = { bytes: 0, items: 0 } } = await describeTables(name);
    stored.tables += size.bytes;
    if (restorable.includes(name)) stored.restorable += size.bytes;
    if (name === 'audiences' && size.items > 0 && size.bytes > 0)
      itemBytes = size.bytes / size.items;
  }
  return { stored, itemBytes };
};

const isTableName = (name: string): name is TableName => name in tableKeys;

const describeEstimate = (view: EstimateView, { estimate }: CliTexts): string =>
  [
    toTable(
      [estimate.headings.what, estimate.headings.dollars],
      [
        ...view.items.map(({ what, dollars }) => [estimate.labels[what], inCents(dollars)]),
        [estimate.all, inCents(view.dollars)],
      ],
      [estimate.headings.dollars],
    ),
    '',
    estimate.basis(view.imports, Math.round(view.days * 10) / 10),
    estimate.prices(
      ...([view.region, view.asOf, view.services.region, view.services.asOf] as const),
    ),
    view.project === null ? estimate.leftOut : estimate.onlyImports,
  ].join('\n');

const inCents = (dollars: number): string => formatDollars(Math.round(dollars * 100) / 100);
