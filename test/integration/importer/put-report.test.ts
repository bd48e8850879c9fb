import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GetObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { createPutReport } from '../../../lambdas/importer/adapters/put-report.ts';
import { createFakeTimers } from '../../support/fake-timers.ts';
import { Bucket, type BucketFixture, openBucket } from '../local-s3/bucket-fixture.ts';

const MiB = 1024 * 1024;
const key = 'audience-import-reports/shop/vip-i1.csv';

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(() => bucket.close());

const stored = () => bucket.client.send(new GetObjectCommand({ Bucket, Key: key }));
const uploads = async () =>
  (await bucket.client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [];

const put = (pieces: Iterable<Uint8Array>, signal: AbortSignal): Promise<void> =>
  createPutReport(bucket.client, Bucket, createFakeTimers().startTimer)(key, pieces, signal);

describe('a report in S3', () => {
  it.each([
    ['one PUT', 3, 1000, /^"[0-9a-f]{32}"$/],
    ['a part for each 8 MB', 9, 2 * MiB, /-3"$/],
    ['a part for each 8 MB, and none without bytes', 8, 2 * MiB, /-2"$/],
  ])('is written with %s', async (_, count, size, etag) => {
    const pieces = Array.from({ length: count }, (__, number) => Buffer.alloc(size, 97 + number));
    await put(pieces, new AbortController().signal);
    const { Body, ETag } = await stored();
    const bytes = Buffer.from(await Body!.transformToByteArray());
    expect(bytes.equals(Buffer.concat(pieces))).toBe(true);
    expect(ETag).toMatch(etag);
  });

  it('leaves nothing behind when its IDs cannot be read', async () => {
    function* pieces(): Generator<Uint8Array> {
      // One part is under way, and another one begun.
      for (let count = 0; count < 6; count += 1) yield Buffer.alloc(2 * MiB);
      throw new Error('broken');
    }
    await expect(put(pieces(), new AbortController().signal)).rejects.toThrow('broken');
    await expect(stored()).rejects.toThrow();
    expect(await uploads()).toEqual([]);
  });

  it('leaves nothing behind when it is broken off', async () => {
    const stop = new AbortController();
    let given = 0;
    function* pieces(): Generator<Uint8Array> {
      for (; given < 12; given += 1) {
        if (given === 6) stop.abort();
        yield Buffer.alloc(2 * MiB);
      }
    }
    await expect(put(pieces(), stop.signal)).rejects.toThrow();
    expect(given).toBeLessThan(12);
    await expect(stored()).rejects.toThrow();
    expect(await uploads()).toEqual([]);
    await expect(put([], stop.signal)).rejects.toThrow();
  });
});
