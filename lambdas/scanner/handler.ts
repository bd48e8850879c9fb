import type { Context } from 'aws-lambda';
import type { ScanSummary } from '../shared/contract.ts';
import { countScan } from './count-scan.ts';
import { decodeNews } from './decode-news.ts';
import type { Deps } from './deps.ts';
import { ScanIncompleteError } from './errors.ts';
import { beginNewsMemory } from './news-memory.ts';
import { scanNews } from './scan-news.ts';
import { scanProjects } from './scan-projects.ts';

/** What is left of the function's time when a run stops taking on files, in milliseconds. */
const reserveMs = 10_000;

/** News of S3 has the projects scanned that they are of. Every other event is a tick or an operator's `scan`, which do the same. */
export const createHandler = ({ ports, logger, metrics }: Deps) => {
  const memory = beginNewsMemory();
  const onNotKept = (error: unknown): void => {
    logger.warn('what the scan has seen was not kept: the screen shows the one before', { error });
  };
  return async (event: unknown, context: Context): Promise<ScanSummary> => {
    logger.addContext(context);
    const isOutOfTime = (): boolean => context.getRemainingTimeInMillis() < reserveMs;
    const told = decodeNews(event);
    if (told && told.malformed > 0)
      logger.warn('news that cannot be read was dropped', { messages: told.malformed });
    try {
      const summary = await (told
        ? scanNews(told.news, { ...ports, isOutOfTime, memory, onNotKept })
        : scanProjects({ ...ports, isOutOfTime, onNotKept }));
      logger.info('scanned', { news: told?.news.length, ...summary });
      countScan(metrics, summary, !told);
      return summary;
    } catch (error) {
      logger.error('scan incomplete', { error });
      if (error instanceof ScanIncompleteError) countScan(metrics, error.summary, !told);
      throw error;
    }
  };
};
