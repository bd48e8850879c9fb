import type { Command } from 'commander';
import { z } from 'zod';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import { parsedBy, waitSeconds } from '../arguments/arguments.ts';
import type { Context, OnStack } from '../context.ts';
import type { ScanTexts } from '../texts/en/scan.ts';
import type { CliTexts } from '../texts/texts.ts';
import type { Tone } from '../../../lambdas/shared/domain/tones.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { nameSome } from '../terminal/name-some.ts';
import type { Page } from '../terminal/page.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { painted } from '../terminal/table.ts';
import { RefusedError } from '../errors.ts';
import { describeStrays, lookAround, whyNothing, type Around } from './look-around.ts';
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
    .option('--wait')
    .option('--wait-mails')
    .option('--wait-timeout <seconds>', '', parsedBy(waitSeconds), defaultWaitSeconds)
    .action(async (options: unknown) => {
      const given = optionsSchema.parse(options);
      await onStack((context) =>
        given.wait || given.waitMails
          ? interruptible(
              context,
              () => context.say.scan.importsGoOn,
              () => printScanAndOutcomes(given, context),
            )
          : printScan(context),
      );
    });
};

const printScan = async ({ ports, output, say }: Context): Promise<void> => {
  const summary = await ports.runScanner();
  const around = await lookAround({ ports, output, say });
  await output.result(viewScan(summary, around.strays), (page) =>
    describeScan(summary, around, page, say),
  );
  if (summary.stoppedEarly) output.note(say.scan.stoppedEarly);
};

const printScanAndOutcomes = async (
  { waitTimeout, waitMails }: Options,
  context: Context,
): Promise<void> => {
  const { ports, output, say, now, sleep } = context;
  if (waitMails && !ports.hasMailer) throw new RefusedError((texts) => texts.scan.noMailer);
  const showProgress = createShowProgress(context);
  const deadline = now() + waitTimeout * 1000;
  const { summary, outcomes } = await scanAndWait(waitTimeout * 1000, {
    ...ports,
    now,
    sleep,
    onProgress: (open, ended) => {
      showProgress({
        done: ended,
        total: open.length + ended,
        tell: (amount) => say.common.progress.importsEnded(amount, nameSome(open, say)),
      });
    },
  });
  output.progress('');
  // What was imported is worth knowing, also when the mails do not get out.
  const around = await lookAround(context);
  await output.result({ ...viewScan(summary, around.strays), outcomes }, (page) =>
    [describeScan(summary, around, page, say), describeOutcomes(outcomes, page, say)].join('\n\n'),
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

const describeScan = (
  { projects }: ScanSummary,
  around: Around,
  page: Page,
  say: CliTexts,
): string =>
  [
    projects.length === 0 ? whyNothing(around, say) : describeProjects(projects, page, say),
    ...describeStrays(around, say),
  ].join('\n');

const describeProjects = (
  projects: readonly ProjectSummary[],
  page: Page,
  { scan, common }: CliTexts,
): string =>
  [
    fitTable(page, columnsOf(scan), projects, common.allInJson),
    ...projects.flatMap((each) => [
      ...(isEmpty(each) ? [scan.isEmpty(each.projectId)] : []),
      ...describeIgnored(each, scan),
      ...(each.beingWritten === 0 ? [] : [scan.beingWritten(each.projectId, each.beingWritten)]),
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

const columnsOf = ({ headings }: ScanTexts): readonly Column<ProjectSummary>[] => [
  { head: headings.project, of: ({ projectId }) => projectId, cutTo: 24 },
  { head: headings.seen, of: ({ seen }) => seen },
  { head: headings.changed, of: ({ changed }) => changed },
  { head: headings.sent, of: ({ sent }) => sent },
  { head: headings.underway, of: ({ underway }) => underway },
  { head: headings.ignored, of: ({ ignored }) => ignored },
  { head: headings.missing, of: ({ missing }) => missing },
  { head: headings.held, of: ({ held }) => held },
];

const tones: Readonly<Record<FileOutcome['result'], Tone>> = {
  published: 'good',
  held: 'warning',
  'source-missing': 'warning',
  rejected: 'bad',
  failed: 'bad',
  discarded: 'warning',
};

const describeOutcomes = (
  outcomes: readonly FileOutcome[],
  page: Page,
  { scan: { headings, noOutcome }, common }: CliTexts,
): string =>
  outcomes.length === 0
    ? noOutcome
    : fitTable(
        page,
        [
          { head: headings.project, of: ({ project }) => project, cutTo: 24 },
          { head: headings.audience, of: ({ name }) => name, cutTo: 24 },
          { head: headings.result, of: ({ result }) => painted(result, tones[result], page.paint) },
          { head: headings.cause, of: ({ cause }) => cause, cutTo: 24 },
        ],
        outcomes,
        common.allInJson,
      );
