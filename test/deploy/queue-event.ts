import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Aws } from './start-aws.ts';

export interface QueueEvent {
  Records: object[];
}

/** What Lambda would hand to the importer: one message of the queue, or none. */
export const nextEventOf = async ({ settings }: Aws, queueUrl: string): Promise<QueueEvent> => {
  const sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: 1,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  sqs.destroy();
  return {
    Records: Messages.map(({ MessageId, ReceiptHandle, Body, Attributes }) => ({
      messageId: MessageId,
      receiptHandle: ReceiptHandle,
      body: Body,
      attributes: Attributes,
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:any',
      awsRegion: 'us-east-1',
    })),
  };
};
