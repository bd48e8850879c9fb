import type { Context } from 'aws-lambda';
import type { ScanSummary } from '../shared/contract.ts';
import { countScan } from './count-scan.ts';
import type { Deps } from './deps.ts';
import { ScanIncompleteError } from './errors.ts';
import { scanProjects } from './scan-projects.ts';

/** What is left of the function's time when a run stops taking on files, in milliseconds. */
const reserveMs = 10_000;

/** The event is not looked at: a tick and an operator's `scan` do the same. */
export const createHandler =
  ({ ports, logger, metrics }: Deps) =>
  async (_event: unknown, context: Context): Promise<ScanSummary> => {
    logger.addContext(context);
    const isOutOfTime = (): boolean => context.getRemainingTimeInMillis() < reserveMs;
    try {
      const summary = await scanProjects({ ...ports, isOutOfTime });
      logger.info('scanned', { ...summary });
      countScan(metrics, summary);
      return summary;
    } catch (error) {
      logger.error('scan incomplete', { error });
      if (error instanceof ScanIncompleteError) countScan(metrics, error.summary);
      throw error;
    }
  };
