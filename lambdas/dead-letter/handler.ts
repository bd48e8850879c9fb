import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { metrics as names } from '../shared/contract.ts';
import type { Deps } from './deps.ts';
import { sentAtOf } from '../shared/sent-at.ts';
import { takeDeadLetter } from './take-dead-letter.ts';

/** A claim outlives its function by this much, so that it cannot die under a worker that still runs. */
const claimMarginMs = 30_000;

export const createHandler = ({ ports, logger, metrics }: Deps) => {
  const processor = new BatchProcessor(EventType.SQS);

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);

    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const { messageId, body } = record;
      // Also when it comes again: the alarm must not go out while a message cannot be dealt with.
      metrics.addMetric(names.deadLettered, MetricUnit.Count, 1);
      try {
        const claimUntil = ports.now() + context.getRemainingTimeInMillis() + claimMarginMs;
        const result = await takeDeadLetter(
          { messageId, body, sentAt: sentAtOf(record, ports.now()) },
          claimUntil,
          ports,
        );
        if ('reason' in result)
          logger.error('malformed message, recorded and done with', { messageId, ...result });
        else
          for (const file of result) logger.info('dead letter done with', { messageId, ...file });
      } catch (error) {
        logger.error('dead letter goes back to its queue', { messageId, error });
        throw error;
      }
    };

    try {
      return await processPartialResponse(event, handleRecord, processor, {
        context,
        // Two messages may be of one file, and the log is easier to read.
        processInParallel: false,
      });
    } finally {
      metrics.publishStoredMetrics();
    }
  };
};
