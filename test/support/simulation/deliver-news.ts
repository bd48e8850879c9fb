import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/**
 * Gives the scanner what has come, up to ten messages at once, and removes them: once for an event source mapping.
 *
 * @param onFailure told when it fails; its messages stay hidden until they have expired
 */
export const deliverNews = async (
  sqs: SQSClient,
  QueueUrl: string,
  handle: (event: object) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Promise<void> => {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  if (messages.length === 0) return;
  const Records = messages.map(({ MessageId, Body, Attributes }) => ({
    messageId: MessageId,
    body: Body,
    attributes: Attributes,
  }));
  try {
    await handle({ Records });
    for (const { ReceiptHandle } of messages)
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  } catch (error) {
    onFailure(error);
  }
};
