import { z } from 'zod';

/** What DynamoDB takes for a table on demand, in the storage class Standard and without free tiers. */
export interface UnitPrices {
  /** dollars */
  readUnit: number;
  /** dollars */
  writeUnit: number;
  /** year and month of the price list */
  asOf: string;
}

const perMillion = (read: number, write: number, asOf: string): UnitPrices => ({
  readUnit: read / 1e6,
  writeUnit: write / 1e6,
  asOf,
});

const unknownRegionsTake = 'us-east-1';

/** Every price of a read or write unit in this repository. */
export const unitPrices: Readonly<Record<string, UnitPrices>> & {
  readonly [unknownRegionsTake]: UnitPrices;
} = {
  'us-east-1': perMillion(0.125, 0.625, '2026-11'),
  'us-east-2': perMillion(0.125, 0.625, '2026-11'),
  'us-west-2': perMillion(0.125, 0.625, '2026-11'),
  'eu-west-1': perMillion(0.1415, 0.705, '2026-09'),
  'eu-central-1': perMillion(0.1525, 0.7625, '2026-09'),
  'ap-northeast-1': perMillion(0.1425, 0.715, '2026-09'),
};

/** What units have cost, and by which price list. */
export const costSchema = z.object({
  dollars: z.number(),
  /** of the price list: where it has no price of the stack's region, it is that of us-east-1 */
  region: z.string(),
  /** year and month of the price list, as in `2026-11` */
  asOf: z.string(),
});
export type Cost = z.infer<typeof costSchema>;

/** @param region of the tables @returns the price list of that region, or that of us-east-1 */
export const unitPricesOf = (region: string): UnitPrices & { region: string } => {
  const own = Object.hasOwn(unitPrices, region) ? unitPrices[region] : undefined;
  return {
    ...(own ?? unitPrices[unknownRegionsTake]),
    region: own ? region : unknownRegionsTake,
  };
};

/** @param region of the tables */
export const costOf = (
  { readUnits, writeUnits }: { readUnits: number; writeUnits: number },
  region: string,
): Cost => {
  const { readUnit, writeUnit, asOf, region: listed } = unitPricesOf(region);
  return { dollars: readUnits * readUnit + writeUnits * writeUnit, region: listed, asOf };
};
