import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { decodeMessage } from '../shared/decode-message.ts';
import { sentAtOf } from '../shared/sent-at.ts';
import { countImport } from './count-import.ts';
import type { Deps } from './deps.ts';
import { repeatDelaySeconds } from './domain/repeat-delay.ts';
import { MalformedMessageError } from './errors.ts';
import type { ImportedFile } from './file-import.ts';
import { importFiles } from './import-files.ts';
import { withoutTexts } from './import-result.ts';

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

  /** @returns why the message has to come back, if it has to */
  const reportFile = ({ message, ending, milliseconds }: ImportedFile): Error[] => {
    const { projectId, fileName } = message;
    countImport(metrics, ending, milliseconds);
    if (ending.result !== 'interrupted') {
      logger.info('import ended', { projectId, fileName, ...withoutTexts(ending) });
      return [];
    }
    const error = toError(ending.error);
    logger.error('import interrupted, the message goes back to the queue', {
      projectId,
      fileName,
      error,
    });
    return [error];
  };

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);

    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const messages = decodeMessage(record.body, sentAtOf(record, ports.now()));
      // It becomes a dead letter, and is kept there.
      if ('reason' in messages) throw new MalformedMessageError(messages.detail);
      const begun = ports.now();
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
        const imported = await importFiles(messages, time, ports);
        const [interrupted] = imported.flatMap(reportFile);
        if (!interrupted) return;
        await spaceOut(record);
        throw interrupted;
      } finally {
        timer.cancel();
        metrics.publishStoredMetrics();
      }
    };

    return processPartialResponse(event, handleRecord, processor, { context });
  };
};

const toError = (thrown: unknown): Error =>
  thrown instanceof Error
    ? thrown
    : new Error('something that is no error was thrown', { cause: thrown });
