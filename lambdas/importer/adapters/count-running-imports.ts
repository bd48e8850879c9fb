import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Imports that run at the moment, this one included: messages that were received and are not done. */
export const createCountRunningImports =
  (sqs: SQSClient, queueUrl: string) => async (): Promise<number> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    // Approximate, so it may not have seen this one yet.
    return Math.max(1, Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 1));
  };
