import { z } from 'zod';
import { unitPricesOf } from '../../../lambdas/shared/domain/prices.ts';
import { type Observed, ofMonth } from './add-up-imports.ts';
import { costsAtRest, costsAtRestKeys, itemBytes as usualItemBytes } from './costs-at-rest.ts';
import { costsOfImports, costsOfImportsKeys } from './costs-of-imports.ts';
import { costsOfStorage, costsOfStorageKeys, type StoredBytes } from './costs-of-storage.ts';
import { servicePricesAsOf } from './service-prices.ts';

export const costKeys = [...costsOfImportsKeys, ...costsOfStorageKeys, ...costsAtRestKeys] as const;
export type CostKey = (typeof costKeys)[number];

export const estimateViewSchema = z.object({
  project: z.string().nullable().describe('project ID; null: of the whole stack'),
  region: z.string().describe('of the price list for read and write units'),
  asOf: z.string().describe('year and month of that price list'),
  services: z
    .object({ region: z.string(), asOf: z.string() })
    .describe('price list of all that is not read or write units'),
  days: z.number().describe('how far the import records go back, at most 30'),
  imports: z.number().describe('in these days, as are the next three'),
  readUnits: z.number(),
  writeUnits: z.number(),
  seconds: z.number().describe('that the importer was at work'),
  items: z
    .array(z.object({ what: z.enum(costKeys), dollars: z.number().describe('a month') }))
    .describe('of one project only what its imports cost'),
  dollars: z.number().describe('a month: all items'),
});
export type EstimateView = z.infer<typeof estimateViewSchema>;

/** What there is besides imports. */
export interface WholeStack {
  projects: number;
  stored: StoredBytes;
}

export interface EstimateQuestion {
  projectId: string | undefined;
  region: string;
  observed: Observed;
  /** that were looked at */
  audiences: number;
  /** undefined: only imports are asked about */
  stack: WholeStack | undefined;
  /** mean of the audiences' items; undefined: not known */
  itemBytes: number | undefined;
}

/** A month of 30 days, as the last 30 were, in dollars. */
export const viewEstimate = ({
  projectId,
  region: asked,
  observed,
  audiences,
  stack,
  itemBytes = usualItemBytes,
}: EstimateQuestion): EstimateView => {
  const { region, asOf, ...units } = unitPricesOf(asked);
  const { days, imports, readUnits, writeUnits, seconds } = observed;
  const dollarsBy: Partial<Record<CostKey, number>> = {
    ...costsOfImports({ ...ofMonth(observed), audiences, itemBytes }, units),
    ...(stack && {
      ...costsOfStorage(stack.stored),
      ...costsAtRest(
        {
          projects: stack.projects,
          files: stack.projects === 0 ? 0 : audiences / stack.projects,
          itemBytes,
        },
        units,
      ),
    }),
  };
  const items = costKeys.flatMap((what) => {
    const dollars = dollarsBy[what];
    return dollars === undefined ? [] : [{ what, dollars }];
  });
  return {
    project: projectId ?? null,
    region,
    asOf,
    services: servicePricesAsOf,
    days,
    imports,
    readUnits,
    writeUnits,
    seconds,
    items,
    dollars: items.reduce((sum, { dollars }) => sum + dollars, 0),
  };
};
