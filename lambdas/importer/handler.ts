import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { importMessageSchema } from '../shared/contract.ts';
import { countImport } from './count-import.ts';
import type { Deps } from './deps.ts';
import { repeatDelaySeconds } from './domain/repeat-delay.ts';
import { importFile } from './import-file.ts';
import type { Ending } from './record-import.ts';

/** A claim outlives its function by this much, so that it cannot die under a worker that still runs. */
const claimMarginMs = 30_000;
/** What is left to say that an import was too slow, when its time is up. */
const endingMarginMs = 8_000;

export const createHandler = ({ ports, repeatAfter, startTimer, logger, metrics }: Deps) => {
  const processor = new BatchProcessor(EventType.SQS);

  /** Where it cannot be set, the queue's own visibility timeout stays: the message comes back in any case. */
  const spaceOut = async ({ receiptHandle, attributes }: SQSRecord): Promise<void> => {
    const delay = repeatDelaySeconds(Number(attributes.ApproximateReceiveCount));
    try {
      await repeatAfter(receiptHandle, delay);
    } catch (error) {
      logger.error('the message comes back when its visibility timeout ends', { delay, error });
    }
  };

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);

    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const message = importMessageSchema.parse(JSON.parse(record.body));
      const { projectId, fileName, etag } = message;
      logger.appendKeys({ projectId, fileName, etag });
      const begun = ports.now();
      const count = (ending: Ending): void => {
        countImport(metrics, ending, ports.now() - begun);
      };
      const remaining = context.getRemainingTimeInMillis();
      const deadline = new AbortController();
      const mostMs = Math.max(0, remaining - endingMarginMs);
      const timer = startTimer(mostMs, () => {
        deadline.abort();
      });
      try {
        const time = {
          claimUntil: begun + remaining + claimMarginMs,
          deadline: begun + mostMs,
          signal: deadline.signal,
        };
        const result = await importFile(message, time, ports);
        logger.info('import ended', { ...result });
        count(result);
      } catch (error) {
        logger.error('import interrupted, the message goes back to the queue', { error });
        count({ result: 'interrupted', error });
        await spaceOut(record);
        throw error;
      } finally {
        timer.cancel();
        logger.resetKeys();
        metrics.publishStoredMetrics();
      }
    };

    return processPartialResponse(event, handleRecord, processor, { context });
  };
};
