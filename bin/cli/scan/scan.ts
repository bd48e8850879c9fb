import type { Command } from 'commander';
import { z } from 'zod';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { parsedBy, waitSeconds } from '../arguments/arguments.ts';
import type { Context, OnStack } from '../context.ts';
import { toTable } from '../terminal/table.ts';
import { RefusedError } from '../errors.ts';
import { viewScan } from './scan-view.ts';
import { type FileOutcome, scanAndWait } from './wait-for-imports.ts';
import { waitForMails } from './wait-for-mails.ts';

const optionsSchema = z.object({
  wait: z.boolean().default(false),
  waitMails: z.boolean().default(false),
  waitTimeout: z.number(),
});
type Options = z.infer<typeof optionsSchema>;

type ProjectSummary = ScanSummary['projects'][number];

const defaultWaitSeconds = 1200;

export const addScanCommand = (program: Command, onStack: OnStack): void => {
  program
    .command('scan')
    .description('look for new and changed files now, instead of at the next tick')
    .option(
      '--wait',
      'wait until every import that is due has ended; on a local stack, also until its mails are sent',
    )
    .option('--wait-mails', 'wait for the imports, and until the mails about them are sent')
    .option(
      '--wait-timeout <seconds>',
      'how long to wait at most',
      parsedBy(waitSeconds),
      defaultWaitSeconds,
    )
    .action(async (options: unknown) => {
      const given = optionsSchema.parse(options);
      await onStack((context) =>
        given.wait || given.waitMails ? printScanAndOutcomes(given, context) : printScan(context),
      );
    });
};

const printScan = async ({ ports, output }: Context): Promise<void> => {
  const summary = await ports.runScanner();
  await output.result(viewScan(summary), () => describeScan(summary));
  if (summary.stoppedEarly)
    output.note('The scanner ran out of time. Scan again, or wait for the next tick.');
};

const printScanAndOutcomes = async (
  { waitTimeout, waitMails }: Options,
  context: Context,
): Promise<void> => {
  const { ports, output, now, sleep } = context;
  if (waitMails && !ports.hasMailer)
    throw new RefusedError(
      'This stack sends no mails yet: it is of an older version. Deploy it again (npx cdk deploy), or leave out --wait-mails.',
    );
  const deadline = now() + waitTimeout * 1000;
  const { summary, outcomes } = await scanAndWait(waitTimeout * 1000, {
    ...ports,
    now,
    sleep,
    onProgress: (open, ended) => {
      output.progress(`${open} open, ${ended} ended`);
    },
  });
  output.progress('');
  // What was imported is worth knowing, also when the mails do not get out.
  await output.result({ ...viewScan(summary), outcomes }, () =>
    [describeScan(summary), describeOutcomes(outcomes)].join('\n\n'),
  );
  // A local stack's mailer need not run by itself: it is run here, until nothing is left.
  if (!waitMails && !ports.runMailer) return;
  const projectIds = summary.projects.map(({ projectId }) => projectId);
  await waitForMails(projectIds, deadline, {
    ...ports,
    now,
    sleep,
    onProgress: (pending) => {
      output.progress(`mails about ${countOf(pending, 'audience')} are still to be sent`);
    },
  });
  output.progress('');
};

const describeScan = ({ projects }: ScanSummary): string =>
  projects.length === 0
    ? 'There is no project to scan: none exists, or all are paused.'
    : [
        describeFiles(projects),
        ...projects.flatMap((each) => [
          ...describeEmpty(each),
          ...describeIgnored(each),
          ...describeWritten(each),
        ]),
      ].join('\n');

const describeEmpty = ({ projectId, seen, ignored, missing, failed }: ProjectSummary): string[] =>
  seen + ignored + missing + failed > 0
    ? []
    : [
        `${projectId}: nothing lies under its path. Is it the right one? "audience-import project show ${projectId}"`,
      ];

const describeIgnored = ({ projectId, ignored, ignoredBy }: ProjectSummary): string[] =>
  ignored === 0
    ? []
    : [
        `${projectId}: ignored ${Object.entries(ignoredBy)
          .map(([reason, count]) => `${count} ${reason}`)
          .join(', ')}. Which, and what to do: "audience-import project show ${projectId}"`,
      ];

const describeWritten = ({ projectId, beingWritten }: ProjectSummary): string[] =>
  beingWritten === 0
    ? []
    : [
        `${projectId}: ${countOf(beingWritten, 'file')} of zero bytes: being written, it seems, until 30 minutes old.`,
      ];

const describeFiles = (projects: readonly ProjectSummary[]): string =>
  toTable(
    ['PROJECT', 'SEEN', 'CHANGED', 'SENT', 'UNDERWAY', 'IGNORED', 'MISSING', 'HELD'],
    projects.map((each) => [
      each.projectId,
      each.seen,
      each.changed,
      each.sent,
      each.underway,
      each.ignored,
      each.missing,
      each.held,
    ]),
  );

const describeOutcomes = (outcomes: readonly FileOutcome[]): string =>
  outcomes.length === 0
    ? 'No file was imported.'
    : toTable(
        ['PROJECT', 'AUDIENCE', 'RESULT', 'CAUSE'],
        outcomes.map(({ project, name, result, cause }) => [project, name, result, cause]),
      );
