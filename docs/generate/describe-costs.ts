import { monthlyCosts, type Size } from './monthly-costs.ts';

const sizes: readonly Size[] = [
  { projects: 1, files: 10 },
  { projects: 100, files: 10 },
  { projects: 1000, files: 100 },
];

const count = (value: number): string => value.toLocaleString('en');
const dollars = (value: number): string => `$${value.toFixed(2)}`;

/** The table of docs/operations.md. */
export const describeCosts = (): string => {
  const columns = sizes.map(monthlyCosts);
  const rowOf = (what: string, values: readonly string[]): string =>
    `| ${[what, ...values].join(' | ')} |`;
  const heads = sizes.map(
    ({ projects, files }) =>
      `${count(projects)} ${projects === 1 ? 'project' : 'projects'}, ${count(projects * files)} files`,
  );
  const totals = columns.map((column) =>
    dollars(column.reduce((sum, [, value]) => sum + value, 0)),
  );
  return [
    rowOf('a month, while no file changes', heads),
    rowOf(
      '---',
      heads.map(() => '---:'),
    ),
    ...(columns[0] ?? []).map(([what], row) =>
      rowOf(
        what,
        columns.map((column) => dollars(column[row]?.[1] ?? 0)),
      ),
    ),
    rowOf(
      '**all**',
      totals.map((total) => `**${total}**`),
    ),
  ].join('\n');
};
