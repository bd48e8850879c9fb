import pMap from 'p-map';
import { z } from 'zod';
import type { ReadDecisions } from '../../../lambdas/shared/adapters/read-decisions.ts';
import { type Decision, decisionSchema } from '../../../lambdas/shared/domain/decision.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import {
  type ImportView,
  importViewSchema,
  viewImport,
} from '../../../lambdas/shared/domain/import-view.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';

export const decisionViewSchema = decisionSchema
  .pick({ action: true, before: true, after: true, dropped: true, onlyFile: true, by: true })
  .extend({ at: z.string().describe('ISO 8601') });
export type DecisionView = z.infer<typeof decisionViewSchema>;

/** An element of `import history --json`. */
export const historyViewSchema = importViewSchema.extend({
  decisions: z
    .array(decisionViewSchema)
    .describe(
      'what operators have decided on the audience since this import began, and before its next one that is listed; the newest first',
    ),
});
export type HistoryView = z.infer<typeof historyViewSchema>;

const queriesAtOnce = 8;
/** Of one audience. More are not between some imports of it, unless a program decides. */
const mostDecisions = 1000;

/**
 * Records of imports, each with the decisions that came after it.
 *
 * @param records the newest first
 * @param region of the stack
 */
export const viewHistory = async (
  projectId: string,
  records: readonly ImportRecord[],
  region: string,
  { readDecisions }: { readDecisions: ReadDecisions },
): Promise<HistoryView[]> => {
  const audiences = [...new Set(records.map(({ audience }) => audience))];
  const decided = new Map(
    await pMap(
      audiences,
      async (audience) => {
        const fileName = audience.slice(projectId.length + 1);
        return [audience, await readDecisions(projectId, fileName, mostDecisions)] as const;
      },
      { concurrency: queriesAtOnce },
    ),
  );
  /** when the next import of an audience began */
  const nextOf = new Map<string, number>();
  return records.map((record) => {
    const { audience, startedAt } = record;
    const next = nextOf.get(audience) ?? Infinity;
    nextOf.set(audience, startedAt);
    const decisions = (decided.get(audience) ?? []).filter(
      ({ at }) => at >= startedAt && at < next,
    );
    return { ...viewImport(projectId, record, region), decisions: decisions.map(viewDecision) };
  });
};

const viewDecision = ({
  action,
  at,
  before,
  after,
  dropped,
  onlyFile,
  by,
}: Decision): DecisionView => ({
  action,
  at: toIso(at),
  by,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
  ...(dropped && { dropped }),
  ...(onlyFile !== undefined && { onlyFile }),
});

/** A line of the history for a person. */
export type HistoryRow =
  | { name: string; at: string; record: ImportView }
  | { name: string; at: string; decision: DecisionView };

/** Imports and decisions by time, the newest first. */
export const rowsOf = (views: readonly HistoryView[]): HistoryRow[] =>
  views
    .flatMap(({ decisions, ...record }): HistoryRow[] => [
      ...decisions.map((decision) => ({ name: record.name, at: decision.at, decision })),
      { name: record.name, at: record.startedAt, record },
    ])
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
