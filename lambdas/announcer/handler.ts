import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { metrics as names } from '../shared/contract.ts';
import { takeTurn } from '../shared/lease/take-turn.ts';
import { announceEvents } from './announce-events.ts';
import type { AnnouncementRun } from './announcement-run.ts';
import type { Deps } from './deps.ts';
import { EventsIncompleteError } from './errors.ts';

/** `underway`: another run is, and this one has done nothing. */
export type AnnouncementSummary =
  Pick<AnnouncementRun, 'eventsSent' | 'eventsPending'> | { underway: true };

/** The event is not looked at: what is to be told stands in the audiences table. */
export const createHandler =
  ({ ports, logger, metrics }: Deps) =>
  async (_event: unknown, context: Context): Promise<AnnouncementSummary> => {
    logger.addContext(context);
    const timeLeft = (): number => context.getRemainingTimeInMillis();
    const onLeaseKept = (error: unknown): void => {
      logger.warn('the lease was not given back: the next run waits until it has ended', { error });
    };
    const run = await takeTurn(
      timeLeft(),
      async () => ({ result: await announceEvents({ ...ports, timeLeft }), last: undefined }),
      { ...ports, onLeaseKept },
    );
    if (run === 'underway') {
      logger.info('another run is under way, this one has nothing to do');
      return { underway: true };
    }
    const { eventsSent, eventsPending } = run;
    metrics.addMetric(names.eventsSent, MetricUnit.Count, eventsSent);
    metrics.addMetric(names.eventsPending, MetricUnit.Count, eventsPending);
    metrics.publishStoredMetrics();

    for (const { audience, error } of run.failures)
      logger.error('not sent, the next run tries again', { audience, error });
    logger.info('announced', { eventsSent, eventsPending });
    if (run.failures.length > 0) throw new EventsIncompleteError(run.failures);
    return { eventsSent, eventsPending };
  };
