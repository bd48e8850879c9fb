import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import { explainStored } from '../../../lambdas/shared/texts/explain-stored.ts';
import { describeFindings } from '../audience/describe-findings.ts';
import type { CliTexts } from '../texts/texts.ts';
import { describeSample } from '../audience/describe-sample.ts';
import { formatCount, formatDollars, formatShare } from '../../../lambdas/shared/texts/figures.ts';
import type { Expense, ValidationView } from './validation-view.ts';
import { fitList } from '../terminal/fit-list.ts';
import type { Page } from '../terminal/page.ts';

/**
 * What an import would come to, for a person.
 *
 * @param stored of its cause and findings: what languages other than English are told from
 */
export const describeValidation = (
  view: ValidationView,
  page: Page,
  say: CliTexts,
  stored: Pick<Outcome, 'explanation' | 'diagnosis'> = {},
): string => {
  const { unregisteredSample: sample, live } = view;
  const { cost } = view.import;
  const { imports, language } = say;
  const { labels } = imports;
  const about = aboutFile(view.project, fileNameOf(view.name));
  return fitList(page, [
    [labels.project, view.project],
    [labels.audience, view.name],
    [labels.file, view.file],
    [labels.anImport, imports.outcome(view.outcome, live?.version ?? null, view.replacesHeld)],
    ...(view.message === null
      ? []
      : ([
          [labels.cause, view.cause],
          [
            labels.message,
            view.outcome === 'undecided'
              ? imports.undecided(view.cause)
              : explainStored(language, stored.explanation, view.message, about),
          ],
        ] as const)),
    ...(view.row === null ? [] : [[labels.row, view.row] as const]),
    [labels.liveNow, live && imports.live(live.version, live.members)],
    [labels.members, countOrNone(view.members)],
    [labels.matched, view.matchRate === null ? null : formatShare(view.matchRate)],
    [labels.added, countOrNone(view.added)],
    [labels.removed, countOrNone(view.removed)],
    [labels.rows, countOrNone(view.rows)],
    [labels.blank, countOrNone(view.blank)],
    [labels.duplicates, countOrNone(view.duplicates)],
    [labels.unregistered, countOrNone(view.unregistered)],
    ...describeSample(labels.suchAs, sample),
    ...describeFindings(labels.finding, stored.diagnosis, say, about),
    [labels.plan, describePlan(view, say)],
    [labels.importTakes, describeExpense(view.import, say)],
    [labels.dryRunTook, describeExpense(view.dryRun, say)],
    [labels.pricesOf, imports.priceList(cost.region, cost.asOf)],
  ]);
};

const countOrNone = (count: number | null): string | null =>
  count === null ? null : formatCount(count);

const describeExpense = ({ readUnits, writeUnits, cost }: Expense, { imports }: CliTexts): string =>
  imports.expense(readUnits, writeUnits, formatDollars(cost.dollars));

const describePlan = (
  { plan, plannedUnits }: ValidationView,
  { imports }: CliTexts,
): string | null =>
  plan !== null && plannedUnits !== null ? imports.plan(plan, plannedUnits) : plan;
