import type { DryRun } from '../../../lambdas/importer/dry-run/dry-run.ts';
import type { Diagnosis } from '../../../lambdas/shared/domain/diagnosis.ts';
import { errorPolicies } from '../../../lambdas/shared/domain/error-policies.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { matchRateOf } from '../../../lambdas/shared/domain/match-rate.ts';
import { type Cost, costOf } from '../../../lambdas/shared/domain/prices.ts';

/** What `import validate --json` prints. What was not reached is null. */
export interface ValidationView {
  /** project ID */
  project: string;
  /** of the audience, without .csv */
  name: string;
  /** as it was given, or its key */
  file: string;
  /**
   * How an import would end; `unchanged`: the members are those that are live; `undecided`: that cannot be said, as the file has
   * changed meanwhile, or imports take all that a table gives
   */
  outcome: 'published' | 'unchanged' | 'held' | 'rejected' | 'failed' | 'undecided';
  /** machine-readable; null when published */
  cause: string | null;
  /** the cause as a sentence, with what can be done */
  message: string | null;
  /** 1-based, blank rows included */
  row: number | null;
  rows: number | null;
  blank: number | null;
  duplicates: number | null;
  unregistered: number | null;
  members: number | null;
  /** from 0 to 1: the share of the file's distinct IDs that are members */
  matchRate: number | null;
  /** against what is live */
  added: number | null;
  removed: number | null;
  /** what is live */
  live: { version: number; members: number } | null;
  /** version that is held and would be dropped for this one */
  replacesHeld: number | null;
  /** up to 20 IDs that belong to nobody; one that is longer than 64 bytes is clipped, and ends with "…" */
  unregisteredSample: readonly string[];
  /** why IDs belong to nobody, where many do */
  diagnosis: Diagnosis | null;
  /** how the registered users were found, and read units that this was expected to take, if that could be told */
  plan: NonNullable<ImportRecord['plan']> | null;
  plannedUnits: number | null;
  /** what the import would take for users and members, the reads among it that the dry run has taken */
  import: Expense;
  /** what this dry run has taken */
  dryRun: Expense;
}

/** What DynamoDB takes. */
export interface Expense {
  readUnits: number;
  writeUnits: number;
  cost: Cost;
}

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
    diagnosis: diagnosis ?? null,
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
        ...{ cause: null, message: null, row: null },
      };
    case 'held':
    case 'rejected':
    case 'failed': {
      const { cause, message, row = null } = result.failure;
      return { outcome: result.result, cause, message, row };
    }
    case 'released':
    case 'dropped': {
      const { what, remedy } = errorPolicies[result.why];
      return { outcome: 'undecided', cause: result.why, message: `${what} ${remedy}`, row: null };
    }
  }
};
