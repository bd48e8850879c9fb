import { z } from 'zod';
import type { DryRun } from '../../../lambdas/importer/dry-run/dry-run.ts';
import { diagnosisViewSchema, viewDiagnosis } from '../../../lambdas/shared/domain/diagnosis.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { importRecordSchema } from '../../../lambdas/shared/domain/import-record.ts';
import { matchRateOf } from '../../../lambdas/shared/domain/match-rate.ts';
import { unregisteredSampleSchema } from '../../../lambdas/shared/domain/unregistered-sample.ts';
import { costOf, costSchema } from '../../../lambdas/shared/domain/prices.ts';
import { cliTexts } from '../texts/texts.ts';

const expenseSchema = z
  .object({ readUnits: z.number(), writeUnits: z.number(), cost: costSchema })
  .describe('what DynamoDB takes');
export type Expense = z.infer<typeof expenseSchema>;

const figure = z.number().nullable();

/** What `import validate --json` prints. What was not reached is null. */
export const validationViewSchema = z.object({
  project: z.string().describe('project ID'),
  name: z.string().describe('of the audience, without .csv'),
  file: z.string().describe('as it was given, or its key'),
  outcome: z
    .enum(['published', 'unchanged', 'held', 'rejected', 'failed', 'undecided'])
    .describe(
      'how an import would end; `unchanged`: the members are those that are live; `undecided`: that cannot be said, as the file has ' +
        'changed meanwhile, or imports take all that a table gives',
    ),
  cause: z.string().nullable().describe('machine-readable; null when published'),
  message: z.string().nullable().describe('the cause as a sentence, with what can be done'),
  row: figure.describe('1-based, blank rows included'),
  rows: figure.describe('blank ones left out: duplicates + members + unregistered'),
  blank: figure.describe('blank rows'),
  duplicates: figure.describe('rows that repeat an ID'),
  unregistered: figure.describe('different IDs that nobody is registered under'),
  members: figure,
  matchRate: figure.describe("from 0 to 1: the share of the file's distinct IDs that are members"),
  added: figure.describe('against what is live'),
  removed: figure.describe('against what is live'),
  live: z.object({ version: z.number(), members: z.number() }).nullable().describe('what is live'),
  replacesHeld: figure.describe('version that is held and would be dropped for this one'),
  unregisteredSample: unregisteredSampleSchema
    .readonly()
    .describe(
      'up to 20 IDs that belong to nobody; one that is longer than 64 bytes is clipped, and ends with "…"',
    ),
  diagnosis: diagnosisViewSchema.nullable().describe('why IDs belong to nobody, where many do'),
  plan: importRecordSchema.shape.plan
    .unwrap()
    .nullable()
    .describe('how the registered users were found'),
  plannedUnits: figure.describe('read units that this was expected to take, if that could be told'),
  import: expenseSchema.describe(
    'what the import would take for users and members, the reads among it that the dry run has taken',
  ),
  dryRun: expenseSchema.describe('what this dry run has taken'),
});
export type ValidationView = z.infer<typeof validationViewSchema>;

/** @param region of the stack */
export const viewValidation = (
  file: string,
  { result, claimed, attempt }: DryRun,
  region: string,
): ValidationView => {
  const { counts, diagnosis, plan, plannedUnits, meter, unregisteredSample = [] } = attempt;
  const { live, held } = claimed;
  return {
    project: claimed.projectId,
    name: audienceNameOf(claimed.fileName),
    file,
    ...endOf(result),
    rows: counts.rows ?? null,
    blank: counts.blank ?? null,
    duplicates: counts.duplicates ?? null,
    unregistered: counts.unregistered ?? null,
    members: counts.members ?? null,
    matchRate: matchRateOf(counts) ?? null,
    added: counts.added ?? null,
    removed: counts.removed ?? null,
    live: live ? { version: live.version, members: live.counts.members } : null,
    replacesHeld: held && isComplete(result) ? held.version : null,
    unregisteredSample,
    diagnosis: diagnosis ? viewDiagnosis(diagnosis) : null,
    plan: plan ?? null,
    plannedUnits: plannedUnits ?? null,
    import: expenseOf(meter, region),
    dryRun: expenseOf({ ...meter, writeUnits: 0 }, region),
  };
};

const expenseOf = (
  { readUnits, writeUnits }: DryRun['attempt']['meter'],
  region: string,
): Expense => ({ readUnits, writeUnits, cost: costOf({ readUnits, writeUnits }, region) });

const isComplete = ({ result }: DryRun['result']): boolean =>
  result === 'published' || result === 'held';

const endOf = (
  result: DryRun['result'],
): Pick<ValidationView, 'outcome' | 'cause' | 'message' | 'row'> => {
  switch (result.result) {
    case 'published':
      return {
        outcome: result.unchanged ? 'unchanged' : 'published',
        cause: null,
        message: null,
        row: null,
      };
    case 'held':
    case 'rejected':
    case 'failed': {
      const { cause, message, row = null } = result.failure;
      return { outcome: result.result, cause, message, row };
    }
    case 'released':
    case 'dropped': {
      const { why } = result;
      const message = cliTexts.en.imports.undecided(why);
      return { outcome: 'undecided', cause: why, message, row: null };
    }
  }
};
