import type { Command } from 'commander';
import { z } from 'zod';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import { parsedBy, waitSeconds } from '../arguments/arguments.ts';
import type { Context, OnStack } from '../context.ts';
import type { ScanTexts } from '../texts/en/scan.ts';
import type { CliTexts } from '../texts/texts.ts';
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

const printScan = async ({ ports, output, say }: Context): Promise<void> => {
  const summary = await ports.runScanner();
  await output.result(viewScan(summary), () => describeScan(summary, say));
  if (summary.stoppedEarly) output.note(say.scan.stoppedEarly);
};

const printScanAndOutcomes = async (
  { waitTimeout, waitMails }: Options,
  context: Context,
): Promise<void> => {
  const { ports, output, say, now, sleep } = context;
  if (waitMails && !ports.hasMailer) throw new RefusedError((texts) => texts.scan.noMailer);
  const deadline = now() + waitTimeout * 1000;
  const { summary, outcomes } = await scanAndWait(waitTimeout * 1000, {
    ...ports,
    now,
    sleep,
    onProgress: (open, ended) => {
      output.progress(say.scan.progress(open, ended));
    },
  });
  output.progress('');
  // What was imported is worth knowing, also when the mails do not get out.
  await output.result({ ...viewScan(summary), outcomes }, () =>
    [describeScan(summary, say), describeOutcomes(outcomes, say)].join('\n\n'),
  );
  // A local stack's mailer need not run by itself: it is run here, until nothing is left.
  if (!waitMails && !ports.runMailer) return;
  const projectIds = summary.projects.map(({ projectId }) => projectId);
  await waitForMails(projectIds, deadline, {
    ...ports,
    now,
    sleep,
    onProgress: (pending) => {
      output.progress(say.scan.mailsPending(pending));
    },
  });
  output.progress('');
};

const describeScan = ({ projects }: ScanSummary, { scan }: CliTexts): string =>
  projects.length === 0
    ? scan.nothingToScan
    : [
        describeFiles(projects, scan),
        ...projects.flatMap((each) => [
          ...(isEmpty(each) ? [scan.isEmpty(each.projectId)] : []),
          ...describeIgnored(each, scan),
          ...(each.beingWritten === 0
            ? []
            : [scan.beingWritten(each.projectId, each.beingWritten)]),
        ]),
      ].join('\n');

const isEmpty = ({ seen, ignored, missing, failed }: ProjectSummary): boolean =>
  seen + ignored + missing + failed === 0;

const describeIgnored = (
  { projectId, ignored, ignoredBy }: ProjectSummary,
  scan: ScanTexts,
): string[] =>
  ignored === 0
    ? []
    : [
        scan.ignored(
          projectId,
          Object.entries(ignoredBy).map(([reason, count]) => scan.ignoredFor(count, reason)),
        ),
      ];

const describeFiles = (projects: readonly ProjectSummary[], { headings }: ScanTexts): string =>
  toTable(
    [
      ...[headings.project, headings.seen, headings.changed, headings.sent, headings.underway],
      ...[headings.ignored, headings.missing, headings.held],
    ],
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

const describeOutcomes = (outcomes: readonly FileOutcome[], { scan }: CliTexts): string => {
  const { headings } = scan;
  return outcomes.length === 0
    ? scan.noOutcome
    : toTable(
        [headings.project, headings.audience, headings.result, headings.cause],
        outcomes.map(({ project, name, result, cause }) => [project, name, result, cause]),
      );
};
