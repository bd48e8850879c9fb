import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { metrics as names } from '../shared/contract.ts';
import { createBudget } from './budget.ts';
import { collect } from './collect.ts';
import type { CollectionRun } from './collection-run.ts';
import type { Deps } from './deps.ts';
import { CollectionIncompleteError } from './errors.ts';

export type CollectionSummary = Omit<CollectionRun, 'failures'>;

/** What is left of the function's time when a run starts no other call, in milliseconds. */
const reserveMs = 10_000;

/** The event is not looked at: what is to be collected stands in the audiences table. */
export const createHandler =
  ({ ports, maxWriteUnits, logger, metrics }: Deps) =>
  async (_event: unknown, context: Context): Promise<CollectionSummary> => {
    logger.addContext(context);
    const timeLeft = (): number => context.getRemainingTimeInMillis() - reserveMs;
    const { now, backoff } = ports;
    const budget = createBudget(
      { writeUnits: maxWriteUnits, timeLeft },
      { now, sleep: backoff.sleep },
    );
    const { failures, ...summary } = await collect({ ...ports, budget });

    metrics.addMetric(names.chunksCollected, MetricUnit.Count, summary.chunks);
    metrics.addMetric(names.versionsCollected, MetricUnit.Count, summary.versions);
    metrics.addMetric(names.slotsMended, MetricUnit.Count, summary.slots);
    metrics.publishStoredMetrics();

    for (const { projectId, fileName, error } of failures)
      logger.error('not collected, the next run tries again', { projectId, fileName, error });
    logger.info('collected', { ...summary });
    if (failures.length > 0) throw new CollectionIncompleteError(failures);
    return summary;
  };
