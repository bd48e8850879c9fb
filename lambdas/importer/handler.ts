import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { importMessageSchema } from '../shared/contract.ts';
import type { Deps } from './deps.ts';
import { importFile } from './import-file.ts';

/** A claim outlives its function by this much, so that it cannot die under a worker that still runs. */
const claimMarginMs = 30_000;

export const createHandler = ({ ports, logger }: Deps) => {
  const processor = new BatchProcessor(EventType.SQS);

  return async (event: SQSEvent, context: Context): Promise<SQSBatchResponse> => {
    logger.addContext(context);

    const handleRecord = async (record: SQSRecord): Promise<void> => {
      const message = importMessageSchema.parse(JSON.parse(record.body));
      const { projectId, fileName, etag } = message;
      logger.appendKeys({ projectId, fileName, etag });
      try {
        const claimUntil = Date.now() + context.getRemainingTimeInMillis() + claimMarginMs;
        logger.info('import ended', { ...(await importFile(message, claimUntil, ports)) });
      } catch (error) {
        logger.error('import failed, the message goes back to the queue', { error });
        throw error;
      } finally {
        logger.resetKeys();
      }
    };

    return processPartialResponse(event, handleRecord, processor, { context });
  };
};
