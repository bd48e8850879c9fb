import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { decodeMessage } from '../shared/decode-message.ts';
import { sentAtOf } from '../shared/sent-at.ts';
import { countImport } from './count-import.ts';
import type { Deps } from './deps.ts';
import { repeatDelaySeconds } from './domain/repeat-delay.ts';
import { MalformedMessageError } from './errors.ts';
import { importFile } from './import-file.ts';
import { withoutTexts } from './import-result.ts';
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
      const message = decodeMessage(record.body, sentAtOf(record, ports.now()));
      // It becomes a dead letter, and is kept there.
      if ('reason' in message) throw new MalformedMessageError(message.detail);
      const { projectId, fileName } = message;
      logger.appendKeys({ projectId, fileName });
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
        logger.info('import ended', { ...withoutTexts(result) });
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
