import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { metrics as names } from '../shared/contract.ts';
import type { Deps } from './deps.ts';
import { MailsIncompleteError } from './errors.ts';
import { mailNotices } from './mail-notices.ts';
import type { MailRun } from './mail-run.ts';

export type MailSummary = Pick<MailRun, 'mailsSent' | 'noticesPending'>;

/**
 * What is left of the function's time when a run starts no other mail, in milliseconds: enough to remove
 * the notices of the largest one, which would be mailed again otherwise.
 */
const reserveMs = 10_000;

/** The event is not looked at: what is to be mailed stands in the audiences table. */
export const createHandler =
  ({ ports, logger, metrics }: Deps) =>
  async (_event: unknown, context: Context): Promise<MailSummary> => {
    logger.addContext(context);
    const isOutOfTime = (): boolean => context.getRemainingTimeInMillis() < reserveMs;
    const run = await mailNotices({ ...ports, isOutOfTime });
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
