import {
  formatChange,
  formatCount,
  formatDollars,
  formatShare,
} from '../../../lambdas/shared/texts/figures.ts';
import { changesNothingRead } from '../../../lambdas/shared/domain/decision.ts';
import { toneOfOutcome } from '../../../lambdas/shared/domain/tones.ts';
import type { ImportView } from '../../../lambdas/shared/domain/import-view.ts';
import { type HistoryRow, type HistoryView, rowsOf } from './history-view.ts';
import type { CliTexts } from '../texts/texts.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import type { Page } from '../terminal/page.ts';
import { timeHeading } from '../terminal/time-heading.ts';
import { painted } from '../terminal/table.ts';

/**
 * Records of imports, and decisions between them, for a person.
 *
 * @param region of the stack
 */
export const describeHistory = (
  records: readonly HistoryView[],
  region: string,
  page: Page,
  say: CliTexts,
): string =>
  records.length === 0
    ? say.imports.none
    : [
        fitTable(page, columnsOn(page, say), rowsOf(records), say.common.allInJson),
        describePrices(records, region, say),
      ].join('\n');

/** Of an import; there is none of it of a decision. */
const ofImport =
  (of: (record: ImportView) => string | number | null) =>
  (row: HistoryRow): string | number | null =>
    'record' in row ? of(row.record) : null;

const columnsOn = (
  { paint, time }: Page,
  { imports, imports: { headings }, common }: CliTexts,
): Column<HistoryRow>[] => [
  { head: timeHeading(headings.when), of: ({ at }) => time(at, common) },
  { head: headings.audience, of: ({ name }) => name, cutTo: 24 },
  {
    head: headings.outcome,
    of: (row) =>
      'record' in row
        ? painted(row.record.outcome, toneOfOutcome[row.record.outcome], paint)
        : row.decision.action,
  },
  { head: headings.cause, of: causeIn(imports), cutTo: 24 },
  {
    head: headings.rows,
    of: ofImport(({ counts }) => countOrNone(counts?.rows)),
    isFigure: true,
    spare: 2,
  },
  { head: headings.members, of: membersOf, isFigure: true },
  { head: headings.change, of: ofImport(({ counts }) => changeOf(counts)), isFigure: true },
  {
    head: headings.matched,
    of: ofImport(({ matchRate }) => (matchRate === null ? null : formatShare(matchRate))),
    isFigure: true,
    spare: 1,
  },
  { head: headings.seconds, of: ofImport(secondsOf), isFigure: true, spare: 4 },
  {
    head: headings.cost,
    of: ofImport(({ cost }) => formatDollars(cost.dollars)),
    isFigure: true,
    spare: 3,
  },
  {
    head: headings.finding,
    of: ofImport(({ diagnosis }) => diagnosis?.findings[0]?.kind ?? null),
    spare: 5,
  },
];

/** Of a decision, where it comes from, and what it was about if that is nothing that campaigns read. */
const causeIn =
  (imports: CliTexts['imports']) =>
  (row: HistoryRow): string | null => {
    if ('record' in row) return row.record.cause ?? row.record.trigger ?? null;
    const { by, dropped, onlyFile } = row.decision;
    return [
      by.principal === undefined ? by.via : `${by.via}: ${by.principal}`,
      ...(dropped ? [imports.dropped(dropped.version, dropped.members)] : []),
      ...(onlyFile === true ? [imports.onlyFile] : []),
    ].join(', ');
  };

/** Of a decision, those whom campaigns read from then on, if that is a change. */
const membersOf = (row: HistoryRow): string | null => {
  if ('record' in row) return countOrNone(row.record.counts?.members);
  return changesNothingRead(row.decision) ? null : countOrNone(row.decision.after?.members);
};

const secondsOf = ({ startedAt, endedAt }: ImportView): number =>
  (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;

const countOrNone = (count: number | undefined): string | null =>
  count === undefined ? null : formatCount(count);

const changeOf = ({ added, removed }: NonNullable<ImportView['counts']> = {}): string | null =>
  added === undefined || removed === undefined ? null : formatChange(added, removed);

/** Every price list once, in the order of the records. */
const describePrices = (
  records: readonly ImportView[],
  region: string,
  { imports }: CliTexts,
): string => {
  const lists = records.map(({ cost }) =>
    cost.region === region
      ? imports.prices(cost.region, cost.asOf)
      : imports.pricesInPlace(cost.region, cost.asOf, region),
  );
  return imports.cost([...new Set(lists)]);
};
