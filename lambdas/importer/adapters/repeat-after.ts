import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Lets a message that was received come back after so many seconds, whatever its queue's visibility timeout. */
export type RepeatAfter = (receiptHandle: string, seconds: number) => Promise<void>;

export const createRepeatAfter =
  (sqs: SQSClient, queueUrl: string): RepeatAfter =>
  async (receiptHandle, seconds) => {
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }),
    );
  };
