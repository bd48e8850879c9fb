import type { Message, MessageAttributeValue } from '@aws-sdk/client-sqs';
import { region } from '../template/physical-names.ts';

/** A message as SQS hands it out, of which everything that an event needs is there. */
export type ReceivedMessage = Message & { MessageId: string; ReceiptHandle: string };

export const isComplete = (message: Message): message is ReceivedMessage =>
  message.MessageId !== undefined && message.ReceiptHandle !== undefined;

const attributeOf = (value: MessageAttributeValue) => ({
  stringValue: value.StringValue,
  binaryValue: value.BinaryValue && Buffer.from(value.BinaryValue).toString('base64'),
  stringListValues: [],
  binaryListValues: [],
  dataType: value.DataType,
});

/** The event that Lambda builds of a batch of messages, as JSON. */
export const sqsEvent = (messages: readonly ReceivedMessage[], queueArn: string): string =>
  JSON.stringify({
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body ?? '',
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
          name,
          attributeOf(value),
        ]),
      ),
      md5OfBody: message.MD5OfBody,
      md5OfMessageAttributes: message.MD5OfMessageAttributes,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: region,
    })),
  });
