import { describe, expect, it } from '@jest/globals';
import { CreateQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createPutOff } from '../../../lambdas/scanner/adapters/put-off.ts';
import { decodeNews } from '../../../lambdas/scanner/decode-news.ts';
import { inSmallWorld } from '../../support/simulation/small-world.ts';

describe('putting news off', () => {
  it.each(['shop/vip.csv', 'shop/春\u0001"\\.csv'])(
    'tells the scanner the same once more, later, and not before: %j',
    (key) =>
      inSmallWorld(async ({ aws: { sqs }, time }) => {
        const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'news' }));
        const receive = async () => {
          const { Messages = [] } = await sqs.send(
            new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
          );
          return Messages.map(({ Body, Attributes }) => ({ body: Body, attributes: Attributes }));
        };
        const until = time.now() + 17_001;
        await createPutOff(sqs, QueueUrl, time.now)(key, until);
        await time.sleep(17_900);
        expect(await receive()).toEqual([]);
        await time.sleep(200);
        const told = decodeNews({ Records: await receive() });
        // It stands for what is told until then, so that no look before covers it.
        expect(told).toEqual({ news: [{ key, sentAt: until }], malformed: 0 });
      }),
  );

  it('sends nothing where there is no queue of news', () =>
    inSmallWorld(async ({ aws: { sqs }, time }) => {
      await expect(
        createPutOff(sqs, undefined, time.now)('shop/vip.csv', 1000),
      ).resolves.toBeUndefined();
    }));
});
