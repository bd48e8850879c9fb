import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSqs } from '../../../local/emulators/sqs.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { createAws } from '../../support/aws/create-aws.ts';

const engines = [
  {
    name: 'in memory',
    start: () => Promise.resolve({ sqs: createAws().sqs, stop: () => Promise.resolve() }),
  },
  {
    name: 'fauxqs',
    start: async () => {
      const { url, close } = await startSqs(0);
      const sqs = new SQSClient(sdkSettings(url));
      return {
        sqs,
        stop: async () => {
          sqs.destroy();
          await close();
        },
      };
    },
  },
];

describe.each(engines)('a queue of $name', ({ name, start }) => {
  let engine: { sqs: SQSClient; stop: () => Promise<unknown> };
  let queues = 0;

  beforeAll(async () => {
    engine = await start();
  });
  afterAll(() => engine.stop());

  const create = async (Attributes: Record<string, string> = {}): Promise<string> => {
    queues += 1;
    const { QueueUrl } = await engine.sqs.send(
      new CreateQueueCommand({ QueueName: `q${queues}`, Attributes }),
    );
    return QueueUrl!;
  };
  const arrange = async (attributes?: Record<string, string>) => {
    const QueueUrl = await create(attributes);
    const { sqs } = engine;
    return {
      QueueUrl,
      send: (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody })),
      receive: async (): Promise<Message[]> => {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            MessageSystemAttributeNames: ['All'],
          }),
        );
        return Messages;
      },
      remove: ({ ReceiptHandle }: Message) =>
        sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
      letGo: ({ ReceiptHandle }: Message, VisibilityTimeout = 0) =>
        sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
        ),
      attributes: async () => {
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
        );
        return Attributes!;
      },
    };
  };
  const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body).sort();

  it('gives a message to one who asks, and to nobody else until it is let go', async () => {
    const { send, receive, letGo } = await arrange();
    await send('a');
    const [message] = await receive();
    expect(message).toMatchObject({ Body: 'a', Attributes: { ApproximateReceiveCount: '1' } });
    expect(await receive()).toEqual([]);
    await letGo(message!);
    expect(await receive()).toMatchObject([
      { Body: 'a', MessageId: message!.MessageId, Attributes: { ApproximateReceiveCount: '2' } },
    ]);
  });

  it('forgets what is deleted', async () => {
    const { send, receive, remove, attributes } = await arrange({ VisibilityTimeout: '0' });
    await send('a');
    const [message] = await receive();
    await remove(message!);
    expect(await receive()).toEqual([]);
    expect(await attributes()).toMatchObject({ ApproximateNumberOfMessages: '0' });
  });

  it('counts what waits and what is in flight', async () => {
    const { send, receive, attributes } = await arrange();
    for (const body of ['a', 'b', 'c']) await send(body);
    await receive();
    await send('d');
    expect(await attributes()).toMatchObject({
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '3',
    });
  });

  it('hands what was received too often to its dead-letter queue', async () => {
    const dead = await arrange();
    const { QueueArn } = await dead.attributes();
    const { send, receive } = await arrange({
      VisibilityTimeout: '0',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 2 }),
    });
    await send('bad');
    expect(bodiesOf(await receive())).toEqual(['bad']);
    expect(bodiesOf(await receive())).toEqual(['bad']);
    expect(await receive()).toEqual([]);
    expect(await dead.receive()).toMatchObject([{ Body: 'bad' }]);
  });

  it('takes a batch, of one project or several, and reports on each', async () => {
    const { QueueUrl, receive } = await arrange();
    const { Successful, Failed } = await engine.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: ['x', 'y'].map((Id) => ({
          Id,
          MessageBody: `body ${Id}`,
          MessageGroupId: 'shop',
        })),
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(['x', 'y']);
    expect(Failed ?? []).toEqual([]);
    const messages = await receive();
    expect(bodiesOf(messages)).toEqual(['body x', 'body y']);
    // fauxqs drops the groups of standard queues.
    if (name === 'in memory') expect(messages[0]?.Attributes?.MessageGroupId).toBe('shop');
    const removed = await engine.sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl,
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );
    expect(removed.Successful?.map(({ Id }) => Id)).toEqual(['0', '1']);
  });

  it.each([
    ['of nothing', [], 'EmptyBatchRequest'],
    [
      'of eleven',
      Array.from({ length: 11 }, (_, index) => String(index)),
      'TooManyEntriesInBatchRequest',
    ],
    ['with an ID twice', ['a', 'a'], 'BatchEntryIdsNotDistinct'],
  ])('refuses a batch %s', async (_, ids, code) => {
    const { QueueUrl } = await arrange();
    const Entries = ids.map((Id) => ({ Id, MessageBody: 'x' }));
    await expect(
      engine.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })),
    ).rejects.toMatchObject({ name: expect.stringContaining(code) });
  });

  it('knows queues by their URL, and messages by their receipt', async () => {
    const { QueueUrl, receive, send, letGo, remove } = await arrange();
    await expect(
      engine.sqs.send(
        new SendMessageCommand({ QueueUrl: QueueUrl.replace(/q\d+$/, 'none'), MessageBody: 'x' }),
      ),
    ).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await send('a');
    const [message] = await receive();
    await remove(message!);
    // What is gone is not in flight.
    await expect(letGo(message!, 60)).rejects.toThrow();
  });
});
