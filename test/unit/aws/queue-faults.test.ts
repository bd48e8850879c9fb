import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
} from '@aws-sdk/client-sqs';
import { expect, it } from '@jest/globals';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';
import type { Fault } from '../../support/aws/wire/fault.ts';

/** What can be received, and when, of two messages that were sent while this happened. */
const deliver = async (fault: Fault) => {
  const time = createVirtualTime(0);
  const { sqs } = createAws({
    virtual: { time, random: createRandom(1) },
    faultOf: ({ operation }) => (operation === 'SendMessageBatch' ? fault : undefined),
  });
  return time.run(async () => {
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'q' }));
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody: Id })),
      }),
    );
    const received: [string | undefined, number][] = [];
    for (let second = 0; second < 5; second += 1) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      received.push(...Messages.map(({ Body }): [string | undefined, number] => [Body, second]));
      await time.sleep(1000);
    }
    return { received, failed: Failed.map(({ Id }) => Id) };
  });
};

it('messages are received in the order in which they were sent', async () => {
  expect(await deliver({})).toEqual({
    received: [
      ['a', 0],
      ['b', 0],
    ],
    failed: [],
  });
});

it('messages can be late, and come twice', async () => {
  const deliveries = (index: number): number[] => (index === 0 ? [3000] : [0, 2000]);
  expect((await deliver({ deliveries })).received).toEqual([
    ['b', 0],
    ['b', 2],
    ['a', 3],
  ]);
});

it('messages of a batch can be refused, and are not there then', async () => {
  expect(await deliver({ undone: (index) => index === 0 })).toEqual({
    received: [['b', 0]],
    failed: ['a'],
  });
});
