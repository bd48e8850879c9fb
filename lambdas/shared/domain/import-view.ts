import { z } from 'zod';
import { expiryAttribute } from '../contract.ts';
import { diagnosisViewSchema, viewDiagnosis } from './diagnosis.ts';
import { audienceNameOf } from './file-name.ts';
import { type ImportRecord, importRecordSchema } from './import-record.ts';
import { matchRateOf } from './match-rate.ts';
import { costOf, costSchema } from './prices.ts';
import { toIso } from './to-iso.ts';

const time = z.string().describe('ISO 8601');

/** A record as `import history --json` prints it, and as events have it: times are ISO 8601. */
export const importViewSchema = importRecordSchema.omit({ explanation: true }).extend({
  audience: z.string().describe('`PROJECT/FILE`, the key of the record'),
  project: z.string().describe('project ID'),
  name: z.string().describe('of the audience, without .csv'),
  startedAt: time,
  endedAt: time,
  matchRate: z
    .number()
    .nullable()
    .describe(
      "from 0 to 1: the share of the file's distinct IDs that are members; null where that is not known",
    ),
  cost: costSchema,
  diagnosis: diagnosisViewSchema.optional(),
  [expiryAttribute]: time.describe('when the record is removed; ISO 8601'),
});
export type ImportView = z.infer<typeof importViewSchema>;

/** @param region of the stack: what a record of an earlier release has cost, which does not say it itself */
export const viewImport = (
  projectId: string,
  { explanation: _explanation, diagnosis, ...record }: ImportRecord,
  region: string,
): ImportView => ({
  ...record,
  ...(diagnosis && { diagnosis: viewDiagnosis(diagnosis) }),
  project: projectId,
  name: audienceNameOf(record.audience.slice(projectId.length + 1)),
  startedAt: toIso(record.startedAt),
  endedAt: toIso(record.endedAt),
  matchRate: matchRateOf(record.counts) ?? null,
  cost: record.cost ?? costOf(record, region),
  // DynamoDB expires by seconds.
  [expiryAttribute]: toIso(record[expiryAttribute] * 1000),
});
