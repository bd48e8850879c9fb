import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { metrics as names } from '../shared/contract.ts';
import { takeTurn } from '../shared/lease/take-turn.ts';
import type { Deps } from './deps.ts';
import { MailsIncompleteError } from './errors.ts';
import { looksForDigests, mailDigests } from './mail-digests.ts';
import { mailNotices } from './mail-notices.ts';
import type { MailRun } from './mail-run.ts';

/** `underway`: another run is, and this one has done nothing. */
export type MailSummary = Pick<MailRun, 'mailsSent' | 'noticesPending'> | { underway: true };

/** The event is not looked at: what is to be mailed stands in the audiences table. */
export const createHandler =
  ({ ports, logger, metrics }: Deps) =>
  async (_event: unknown, context: Context): Promise<MailSummary> => {
    logger.addContext(context);
    const timeLeft = (): number => context.getRemainingTimeInMillis();
    const onLeaseKept = (error: unknown): void => {
      logger.warn('the lease was not given back: the next run waits until it has ended', { error });
    };
    const run = await takeTurn(
      timeLeft(),
      async (turn) => {
        const result = await mailNotices({ ...ports, timeLeft }, turn);
        if (looksForDigests(turn.number)) await mailDigests(result, { ...ports, timeLeft });
        return { result, last: result.last };
      },
      { ...ports, onLeaseKept },
    );
    if (run === 'underway') {
      logger.info('another run is under way, this one has nothing to do');
      return { underway: true };
    }
    const { mailsSent, noticesPending } = run;

    metrics.addMetric(names.mailsSent, MetricUnit.Count, mailsSent);
    metrics.addMetric(names.noticesPending, MetricUnit.Count, noticesPending);
    metrics.publishStoredMetrics();

    for (const { projectId, notices } of run.unwanted)
      logger.warn('project is gone, its notices were removed without a mail', {
        projectId,
        notices,
      });
    for (const { projectId, error } of run.failures)
      logger.error('not mailed, the next run tries again', { projectId, error });
    logger.info('mailed', { mailsSent, noticesPending });
    if (run.failures.length > 0) throw new MailsIncompleteError(run.failures);
    return { mailsSent, noticesPending };
  };
