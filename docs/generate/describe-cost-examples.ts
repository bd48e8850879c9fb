import { costsAtRestKeys } from '../../bin/cli/estimate/costs-at-rest.ts';
import { costsOfImportsKeys } from '../../bin/cli/estimate/costs-of-imports.ts';
import { costsOfStorageKeys } from '../../bin/cli/estimate/costs-of-storage.ts';
import { costsOfExample, examples } from './cost-examples.ts';
import { dollars, labelOf, rowOf } from './cost-labels.ts';

/** Three stacks with all that they cost a month: a table of docs/costs.md. */
export const describeCostExamples = (): string => {
  const columns = examples.map(costsOfExample);
  const sumsOf = (keys: readonly string[]): string[] =>
    columns.map((column) => dollars(keys.reduce((sum, key) => sum + (column[key] ?? 0), 0)));
  const keys = [...costsOfImportsKeys, ...costsOfStorageKeys, ...costsAtRestKeys];
  return [
    rowOf(
      'a month',
      examples.map(({ name }) => name),
    ),
    rowOf(
      '---',
      examples.map(() => '---:'),
    ),
    ...keys.map((key) => rowOf(labelOf(key), sumsOf([key]))),
    rowOf(
      '**all**',
      sumsOf(keys).map((sum) => `**${sum}**`),
    ),
  ].join('\n');
};
