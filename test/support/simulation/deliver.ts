import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/**
 * Gives a function what its queue has, one message at a time, and removes what it has dealt with: one round of an event source
 * mapping.
 *
 * @param onFailure told of a function that failed; its message comes back
 */
export const deliverAll = async (
  sqs: SQSClient,
  QueueUrl: string,
  handle: (event: SQSEvent) => Promise<SQSBatchResponse>,
  onFailure: (error: unknown, message: Message) => void,
): Promise<void> => {
  for (;;) {
    const { Messages: [message] = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    if (!message) return;
    const record = {
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes,
      messageAttributes: {},
      eventSource: 'aws:sqs',
    } as unknown as SQSRecord;
    try {
      const { batchItemFailures } = await handle({ Records: [record] });
      if (batchItemFailures.length > 0) continue;
      const { ReceiptHandle } = message;
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    } catch (error) {
      onFailure(error, message);
    }
  }
};
