import { expiryAttribute } from '../../lambdas/shared/contract.ts';
import type { ImportRecord } from '../../lambdas/shared/domain/import-record.ts';
import { toIso } from '../../lambdas/shared/domain/to-iso.ts';

/** A record as `import history --json` prints it: times are ISO 8601. */
export type ImportView = Omit<ImportRecord, TimeName> & Record<TimeName, string>;
type TimeName = 'startedAt' | 'endedAt' | typeof expiryAttribute;

export const viewImport = (record: ImportRecord): ImportView => ({
  ...record,
  startedAt: toIso(record.startedAt),
  endedAt: toIso(record.endedAt),
  // DynamoDB expires by seconds.
  [expiryAttribute]: toIso(record[expiryAttribute] * 1000),
});
