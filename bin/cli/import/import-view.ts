import { expiryAttribute } from '../../../lambdas/shared/contract.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { matchRateOf } from '../../../lambdas/shared/domain/match-rate.ts';
import { type Cost, costOf } from '../../../lambdas/shared/domain/prices.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';

/** A record as `import history --json` prints it: times are ISO 8601. */
export type ImportView = Omit<ImportRecord, TimeName> &
  Record<TimeName, string> & {
    /** from 0 to 1: the share of the file's distinct IDs that are members; null where that is not known */
    matchRate: number | null;
    cost: Cost;
  };
type TimeName = 'startedAt' | 'endedAt' | typeof expiryAttribute;

/** @param region of the stack: what a record of an earlier release has cost, which does not say it itself */
export const viewImport = (record: ImportRecord, region: string): ImportView => ({
  ...record,
  startedAt: toIso(record.startedAt),
  endedAt: toIso(record.endedAt),
  matchRate: matchRateOf(record.counts) ?? null,
  cost: record.cost ?? costOf(record, region),
  // DynamoDB expires by seconds.
  [expiryAttribute]: toIso(record[expiryAttribute] * 1000),
});
