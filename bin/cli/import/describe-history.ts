import { formatChange, formatCount, formatDollars, formatShare } from '../terminal/figures.ts';
import type { ImportView } from '../../../lambdas/shared/domain/import-view.ts';
import type { CliTexts } from '../texts/texts.ts';
import { type Cell, toTable } from '../terminal/table.ts';

/**
 * Records of imports, for a person.
 *
 * @param region of the stack
 */
export const describeHistory = (
  records: readonly ImportView[],
  region: string,
  say: CliTexts,
): string => {
  const { imports } = say;
  if (records.length === 0) return imports.none;
  const { when, audience, outcome, cause, finding, ...others } = imports.headings;
  const { rows, members, change, matched, seconds, cost } = others;
  const figures = [rows, members, change, matched, seconds, cost];
  return [
    toTable(
      [when, audience, outcome, cause, ...figures, finding],
      records.map((record) => toRow(record, say)),
      figures,
    ),
    describePrices(records, region, say),
  ].join('\n');
};

const toRow = (
  {
    startedAt,
    endedAt,
    name,
    outcome,
    trigger,
    cause,
    counts,
    matchRate,
    cost,
    diagnosis,
  }: ImportView,
  { common }: CliTexts,
): Cell[] => [
  common.time(startedAt),
  name,
  outcome,
  cause ?? trigger ?? null,
  countOrNone(counts?.rows),
  countOrNone(counts?.members),
  changeOf(counts),
  matchRate === null ? null : formatShare(matchRate),
  (Date.parse(endedAt) - Date.parse(startedAt)) / 1000,
  formatDollars(cost.dollars),
  diagnosis?.findings[0]?.kind ?? null,
];

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
