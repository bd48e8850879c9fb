import { costsAtRest, costsAtRestKeys, type Size } from '../../bin/cli/estimate/costs-at-rest.ts';
import { unitPrices } from '../../lambdas/shared/domain/prices.ts';
import { dollars, labelOf, rowOf } from './cost-labels.ts';

const sizes: readonly Size[] = [
  { projects: 1, files: 10 },
  { projects: 100, files: 10 },
  { projects: 1000, files: 100 },
];

const count = (value: number): string => value.toLocaleString('en');

/** What is paid while nothing changes: a table of docs/costs.md. */
export const describeCosts = (): string => {
  const columns = sizes.map((size) => costsAtRest(size, unitPrices['us-east-1']));
  const heads = sizes.map(
    ({ projects, files }) =>
      `${count(projects)} ${projects === 1 ? 'project' : 'projects'}, ${count(projects * files)} files`,
  );
  const totals = columns.map((column) =>
    dollars(Object.values(column).reduce((sum, value) => sum + value, 0)),
  );
  return [
    rowOf('a month, while no file changes', heads),
    rowOf(
      '---',
      heads.map(() => '---:'),
    ),
    ...costsAtRestKeys.map((key) =>
      rowOf(
        labelOf(key),
        columns.map((column) => dollars(column[key])),
      ),
    ),
    rowOf(
      '**all**',
      totals.map((total) => `**${total}**`),
    ),
  ].join('\n');
};
