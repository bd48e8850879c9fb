import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { startSqs } from '../../local/emulators/sqs.ts';
import { isComplete, type ReceivedMessage } from '../../local/events/sqs-event.ts';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { accountId } from '../../local/template/physical-names.ts';

const queueName = 'imports';

export interface Queue {
  /** of the server */
  endpoint: string;
  url: string;
  /** @returns undefined: there was none for so long */
  receive: (waitSeconds: number) => Promise<ReceivedMessage | undefined>;
  delete: (message: ReceivedMessage) => Promise<void>;
  close: () => Promise<void>;
}

/** The local stack's SQS with one queue. */
export const startQueue = async (): Promise<Queue> => {
  const server = await startSqs(0);
  const sqs = new SQSClient(sdkSettings(server.url));
  const QueueUrl = `${server.url}/${accountId}/${queueName}`;
  const Attributes = { VisibilityTimeout: '43200' };
  await sqs.send(new CreateQueueCommand({ QueueName: queueName, Attributes }));
  return {
    endpoint: server.url,
    url: QueueUrl,
    receive: async (WaitTimeSeconds) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          WaitTimeSeconds,
          MaxNumberOfMessages: 1,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      return Messages.find(isComplete);
    },
    delete: async ({ ReceiptHandle }) => {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    close: async () => {
      sqs.destroy();
      await server.close();
    },
  };
};
