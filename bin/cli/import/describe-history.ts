import { formatChange, formatCount, formatDollars, formatShare } from '../terminal/figures.ts';
import type { ImportView } from '../../../lambdas/shared/domain/import-view.ts';
import { type Cell, toTable } from '../terminal/table.ts';

/**
 * Records of imports, for a person.
 *
 * @param region of the stack
 */
export const describeHistory = (records: readonly ImportView[], region: string): string =>
  records.length === 0
    ? 'No import is recorded. Records are kept for a year.'
    : [
        toTable(
          [...facts, ...figures, 'FINDING'],
          records.map((record) => toRow(record)),
          figures,
        ),
        ...describePrices(records, region),
      ].join('\n');

const facts = ['WHEN', 'AUDIENCE', 'OUTCOME', 'CAUSE'];
const figures = ['ROWS', 'MEMBERS', 'CHANGE', 'MATCHED', 'SECONDS', 'COST'];

const toRow = ({
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
}: ImportView): Cell[] => [
  startedAt,
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

/** One line for each price list, in the order of the records. */
const describePrices = (records: readonly ImportView[], region: string): string[] => {
  const lists = new Set(
    records.map(
      ({ cost }) => `the prices of ${cost.region} in ${cost.asOf}${without(cost, region)}`,
    ),
  );
  return [
    `COST is what DynamoDB takes for the read and write units, by ${[...lists].join(', and by ')}.`,
  ];
};

const without = (cost: ImportView['cost'], region: string): string =>
  cost.region === region ? '' : `, as there are none of ${region}`;
