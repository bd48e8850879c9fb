import type { CostAtRest } from '../../bin/cli/estimate/costs-at-rest.ts';
import { cliTexts } from '../../bin/cli/texts/texts.ts';
import type { CostOfImports } from '../../bin/cli/estimate/costs-of-imports.ts';
import type { CostOfStorage } from '../../bin/cli/estimate/costs-of-storage.ts';

/** As the command calls them. */
export const labelOf = (of: CostAtRest | CostOfImports | CostOfStorage): string =>
  cliTexts.en.estimate.labels[of];

export const dollars = (value: number): string => `$${value.toFixed(2)}`;

export const rowOf = (what: string, values: readonly string[]): string =>
  `| ${[what, ...values].join(' | ')} |`;
