import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createRepeatAfter } from '../../../lambdas/importer/adapters/repeat-after.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import { startSqs } from '../../../local/emulators/sqs.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';

let emulator: Emulator;
let sqs: SQSClient;

beforeAll(async () => {
  emulator = await startSqs(0);
  sqs = new SQSClient(sdkSettings(emulator.url));
});
afterAll(async () => {
  sqs.destroy();
  await emulator.close();
});

const queueWithMessage = async (name: string): Promise<string> => {
  await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '43200' } }),
  );
  const queueUrl = `${emulator.url}/000000000000/${name}`;
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'a file' }));
  return queueUrl;
};

/** @returns receipt handle */
const receive = async (queueUrl: string): Promise<string | undefined> => {
  const { Messages: messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl }),
  );
  return messages[0]?.ReceiptHandle;
};

it('a message comes back when it was told to, not when the visibility timeout of its queue ends', async () => {
  const queueUrl = await queueWithMessage('soon');
  const handle = await receive(queueUrl);
  await createRepeatAfter(sqs, queueUrl)(handle!, 0);
  expect(await receive(queueUrl)).toBeDefined();
});

it('and not before', async () => {
  const queueUrl = await queueWithMessage('later');
  const handle = await receive(queueUrl);
  await createRepeatAfter(sqs, queueUrl)(handle!, 900);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  expect(Attributes).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
  });
});
