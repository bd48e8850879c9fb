import type { Command } from 'commander';
import { z } from 'zod';
import type { ScanSummary } from '../../lambdas/shared/contract.ts';
import { parsedBy, wholeNumber } from './arguments.ts';
import type { Context, OnStack } from './context.ts';
import { toTable } from './table.ts';
import { type FileOutcome, scanAndWait } from './wait-for-imports.ts';

const optionsSchema = z.object({ wait: z.boolean().default(false), waitTimeout: z.number() });

const defaultWaitSeconds = 1200;

export const addScanCommand = (program: Command, onStack: OnStack): void => {
  program
    .command('scan')
    .description('look for new and changed files now, instead of at the next tick')
    .option('--wait', 'until every import that is due has ended')
    .option(
      '--wait-timeout <seconds>',
      'how long to wait at most',
      parsedBy(wholeNumber),
      defaultWaitSeconds,
    )
    .action(async (options: unknown) => {
      const { wait, waitTimeout } = optionsSchema.parse(options);
      await onStack((context) =>
        wait ? printScanAndOutcomes(waitTimeout, context) : printScan(context),
      );
    });
};

const printScan = async ({ ports, output }: Context): Promise<void> => {
  const summary = await ports.runScanner();
  await output.result(summary, () => describeScan(summary));
  if (summary.stoppedEarly)
    output.note('The scanner ran out of time. Scan again, or wait for the next tick.');
};

const printScanAndOutcomes = async (seconds: number, context: Context): Promise<void> => {
  const { ports, output, now, sleep } = context;
  const { summary, outcomes } = await scanAndWait(seconds * 1000, {
    ...ports,
    now,
    sleep,
    onProgress: (open, ended) => {
      output.progress(`${open} open, ${ended} ended`);
    },
  });
  output.progress('');
  await output.result({ ...summary, outcomes }, () =>
    [describeScan(summary), describeOutcomes(outcomes)].join('\n\n'),
  );
};

const describeScan = ({ projects }: ScanSummary): string =>
  projects.length === 0
    ? 'There is no project to scan: none exists, or all are paused.'
    : toTable(
        ['PROJECT', 'SEEN', 'CHANGED', 'SENT', 'UNDERWAY', 'IGNORED', 'MISSING'],
        projects.map((each) => [
          each.projectId,
          each.seen,
          each.changed,
          each.sent,
          each.underway,
          each.ignored,
          each.missing,
        ]),
      );

const describeOutcomes = (outcomes: readonly FileOutcome[]): string =>
  outcomes.length === 0
    ? 'No file was imported.'
    : toTable(
        ['PROJECT', 'AUDIENCE', 'RESULT', 'CAUSE'],
        outcomes.map(({ project, name, result, cause }) => [project, name, result, cause]),
      );
