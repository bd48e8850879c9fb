import {
  formatChange,
  formatCount,
  formatDollars,
  formatShare,
} from '../../../lambdas/shared/texts/figures.ts';
import { toneOfOutcome } from '../../../lambdas/shared/domain/tones.ts';
import type { ImportView } from '../../../lambdas/shared/domain/import-view.ts';
import type { CliTexts } from '../texts/texts.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import type { Page } from '../terminal/page.ts';
import { painted } from '../terminal/table.ts';

/**
 * Records of imports, for a person.
 *
 * @param region of the stack
 */
export const describeHistory = (
  records: readonly ImportView[],
  region: string,
  page: Page,
  say: CliTexts,
): string =>
  records.length === 0
    ? say.imports.none
    : [
        fitTable(page, columnsOn(page, say), records, say.common.allInJson),
        describePrices(records, region, say),
      ].join('\n');

const columnsOn = (
  { paint, time }: Page,
  { imports: { headings }, common }: CliTexts,
): Column<ImportView>[] => [
  { head: headings.when, of: ({ startedAt }) => time(startedAt, common) },
  { head: headings.audience, of: ({ name }) => name, mayBeCut: true },
  { head: headings.outcome, of: ({ outcome }) => painted(outcome, toneOfOutcome[outcome], paint) },
  { head: headings.cause, of: ({ cause, trigger }) => cause ?? trigger ?? null, mayBeCut: true },
  { head: headings.rows, of: ({ counts }) => countOrNone(counts?.rows), isFigure: true, spare: 2 },
  { head: headings.members, of: ({ counts }) => countOrNone(counts?.members), isFigure: true },
  { head: headings.change, of: ({ counts }) => changeOf(counts), isFigure: true },
  {
    head: headings.matched,
    of: ({ matchRate }) => (matchRate === null ? null : formatShare(matchRate)),
    ...{ isFigure: true, spare: 1 },
  },
  { head: headings.seconds, of: secondsOf, isFigure: true, spare: 4 },
  {
    head: headings.cost,
    of: ({ cost }) => formatDollars(cost.dollars),
    ...{ isFigure: true, spare: 3 },
  },
  {
    head: headings.finding,
    of: ({ diagnosis }) => diagnosis?.findings[0]?.kind ?? null,
    spare: 5,
  },
];

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
