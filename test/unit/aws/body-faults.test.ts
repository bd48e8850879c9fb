import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { createOpenFile } from '../../../lambdas/importer/adapters/open-file.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';
import { collect } from '../../support/streams.ts';

const Bucket = 'inbox';
const Key = 'shop/vip.csv';

it('a body that breaks off is read on from there by the adapter, after a wait in virtual time', async () => {
  const time = createVirtualTime(0);
  const random = createRandom(1);
  const ranges: unknown[] = [];
  const { s3 } = createAws({
    virtual: { time, random },
    faultOf: ({ operation, input }) => {
      if (operation !== 'GetObject') return undefined;
      ranges.push((input.headers as Record<string, string>).range);
      return ranges.length < 3 ? { body: { bytes: 4, then: 'break' } } : undefined;
    },
  });
  const text = await time.run(async () => {
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { ETag = '' } = await s3.send(
      new PutObjectCommand({ Bucket, Key, Body: 'a\nbb\nccc\ndddd\n' }),
    );
    const backoff = { sleep: time.sleep, random };
    const openFile = createOpenFile(s3, Bucket, {
      stallMs: 20_000,
      startTimer: time.startTimer,
      backoff,
    });
    const { body } = await openFile(Key, ETag.replaceAll('"', ''), new AbortController().signal);
    return Buffer.concat(await collect(body)).toString();
  });
  expect(text).toBe('a\nbb\nccc\ndddd\n');
  expect(ranges).toEqual([undefined, 'bytes=4-', 'bytes=8-']);
  expect(time.now()).toBeGreaterThan(0);
});
