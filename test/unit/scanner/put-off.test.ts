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
        await createPutOff(sqs, QueueUrl)(key, 17_001);
        const sentAt = time.now();
        await time.sleep(17_900);
        expect(await receive()).toEqual([]);
        await time.sleep(200);
        const told = decodeNews({ Records: await receive() });
        expect(told).toMatchObject({ news: [{ key }], malformed: 0 });
        // So what is looked at from now on covers it.
        expect(told?.news[0]?.sentAt).toBeLessThanOrEqual(sentAt);
      }),
  );

  it('sends nothing where there is no queue of news', () =>
    inSmallWorld(async ({ aws: { sqs } }) => {
      await expect(createPutOff(sqs, undefined)('shop/vip.csv', 1000)).resolves.toBeUndefined();
    }));
});
