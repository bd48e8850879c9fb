import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startS3 } from '../../../local/s3/index.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { createAws } from '../../support/aws/create-aws.ts';

const Bucket = 'inbox';

const engines = [
  {
    name: 'in memory',
    start: async () => {
      const { s3 } = createAws();
      await s3.send(new CreateBucketCommand({ Bucket }));
      return { s3, stop: () => Promise.resolve() };
    },
  },
  {
    name: 'local/s3',
    start: async () => {
      const directory = await mkdtemp(join(tmpdir(), 'aws-s3-'));
      const server = await startS3({ directory, bucket: Bucket, port: 0 });
      const s3 = new S3Client(sdkSettings(server.url));
      return {
        s3,
        stop: async () => {
          s3.destroy();
          await server.close();
          await rm(directory, { recursive: true });
        },
      };
    },
  },
];

/** In the order of their UTF-8 bytes. */
const keys = ['a 2.csv', 'a.csv', 'a/1.csv', 'a/2.csv', 'b+&<.csv', 'é.csv', 'ｚ.csv', '😀.csv'];

describe.each(engines)('a bucket of $name', ({ start }) => {
  let engine: { s3: S3Client; stop: () => Promise<void> };

  beforeAll(async () => {
    engine = await start();
    for (const key of keys.toReversed()) await put(`list/${key}`, key);
  });
  afterAll(() => engine.stop());

  const put = (Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}) =>
    engine.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const get = async (Key: string, more: Partial<GetObjectCommandInput> = {}) => {
    const answer = await engine.s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
    return { ...answer, text: await answer.Body!.transformToString() };
  };

  it('gives back what was put, under its MD5', async () => {
    const { ETag } = await put('get/a b.csv', 'some IDs');
    expect(ETag).toBe('"5386d21bb1519c1d391990dc3312e0de"');
    expect(await get('get/a b.csv')).toMatchObject({
      text: 'some IDs',
      ETag,
      ContentLength: 8,
      LastModified: expect.any(Date),
    });
    const head = await engine.s3.send(new HeadObjectCommand({ Bucket, Key: 'get/a b.csv' }));
    expect(head).toMatchObject({ ETag, ContentLength: 8 });
  });

  it('says the checksum of a whole object to whoever asks: the one that came with it, or CRC64NVME', async () => {
    const { config } = engine.s3;
    const { requestChecksumCalculation, responseChecksumValidation } = config;
    // The SDK adds a checksum of its own to what it puts, and asks for it, unless it is told not to.
    config.requestChecksumCalculation = () => Promise.resolve('WHEN_REQUIRED');
    config.responseChecksumValidation = () => Promise.resolve('WHEN_REQUIRED');
    await put('sum.csv', '123456789');
    const ask = (more: Partial<GetObjectCommandInput> = {}) => get('sum.csv', more);
    const wanted = { ChecksumCRC64NVME: 'rosUhgp5mIg=', ChecksumType: 'FULL_OBJECT' };
    // The SDK computes it, too, and would throw.
    expect(await ask({ ChecksumMode: 'ENABLED' })).toMatchObject(wanted);
    expect(await ask()).not.toHaveProperty('ChecksumCRC64NVME');
    expect(await ask({ ChecksumMode: 'ENABLED', Range: 'bytes=1-' })).not.toHaveProperty(
      'ChecksumCRC64NVME',
    );
    const head = { Bucket, Key: 'sum.csv', ChecksumMode: 'ENABLED' } as const;
    expect(await engine.s3.send(new HeadObjectCommand(head))).toMatchObject(wanted);
    await put('sum.csv', '123456789', { ChecksumAlgorithm: 'CRC32' });
    const other = await ask({ ChecksumMode: 'ENABLED' });
    expect(other).toMatchObject({ ChecksumCRC32: 'y/Q5Jg==', ChecksumType: 'FULL_OBJECT' });
    expect(other).not.toHaveProperty('ChecksumCRC64NVME');
    Object.assign(config, { requestChecksumCalculation, responseChecksumValidation });
  });

  it('gives another ETag to other bytes, and only what is pinned', async () => {
    const first = await put('pinned.csv', 'old');
    const second = await put('pinned.csv', 'new');
    expect(second.ETag).not.toBe(first.ETag);
    expect((await get('pinned.csv', { IfMatch: second.ETag })).text).toBe('new');
    await expect(get('pinned.csv', { IfMatch: first.ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 412 },
    });
  });

  it.each([
    ['bytes=2-', 'cdef', 'bytes 2-5/6'],
    ['bytes=1-3', 'bcd', 'bytes 1-3/6'],
    ['bytes=4-99', 'ef', 'bytes 4-5/6'],
    ['bytes=-2', 'ef', 'bytes 4-5/6'],
  ])('gives a part: %s', async (Range, text, ContentRange) => {
    await put('part.csv', 'abcdef');
    expect(await get('part.csv', { Range })).toMatchObject({
      text,
      ContentRange,
      ContentLength: text.length,
      $metadata: { httpStatusCode: 206 },
    });
  });

  it('has no part behind the end', async () => {
    await put('part.csv', 'abcdef');
    await expect(get('part.csv', { Range: 'bytes=6-' })).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });

  it('puts only what is not there, or is as it was, when it is asked to', async () => {
    const { ETag } = await put('if.csv', 'a');
    const failed = { $metadata: { httpStatusCode: 412 } };
    await expect(put('if.csv', 'b', { IfNoneMatch: '*' })).rejects.toMatchObject(failed);
    await expect(put('if.csv', 'b', { IfMatch: '"other"' })).rejects.toMatchObject(failed);
    await put('if.csv', 'c', { IfMatch: ETag });
    expect((await get('if.csv')).text).toBe('c');
  });

  it('does not know what was deleted; deleting it again does nothing', async () => {
    await put('gone.csv', 'a');
    for (let time = 0; time < 2; time += 1)
      await engine.s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone.csv' }));
    await expect(get('gone.csv')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(
      engine.s3.send(new HeadObjectCommand({ Bucket, Key: 'gone.csv' })),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  describe('lists', () => {
    const list = async (pageSize: number, Delimiter?: string) => {
      const found: string[] = [];
      const pages = paginateListObjectsV2(
        { client: engine.s3, pageSize },
        {
          Bucket,
          Prefix: 'list/',
          EncodingType: 'url',
          ...(Delimiter !== undefined && { Delimiter }),
        },
      );
      const decode = (key = ''): string => decodeURIComponent(key.replaceAll('+', ' '));
      for await (const { Contents = [], CommonPrefixes = [] } of pages) {
        found.push(...Contents.map(({ Key }) => decode(Key)));
        found.push(...CommonPrefixes.map(({ Prefix }) => `${decode(Prefix)} (folder)`));
      }
      return found;
    };

    it.each([1, 3, 1000])('in UTF-8 byte order, by pages of %d', async (pageSize) => {
      expect(await list(pageSize)).toEqual(keys.map((key) => `list/${key}`));
    });

    it.each([1, 2, 1000])('a folder as one entry, by pages of %d', async (pageSize) => {
      const expected = keys.filter((key) => !key.startsWith('a/')).map((key) => `list/${key}`);
      const found = await list(pageSize, '/');
      expect(found.filter((key) => !key.endsWith(' (folder)'))).toEqual(expected);
      expect(found.filter((key) => key.endsWith(' (folder)'))).toEqual(['list/a/ (folder)']);
    });

    it('ETag, size and date of each', async () => {
      const { ETag } = await put('dated/a.csv', 'abc');
      const { value: page } = await paginateListObjectsV2(
        { client: engine.s3 },
        { Bucket, Prefix: 'dated/' },
      ).next();
      expect(page).toMatchObject({
        Contents: [{ Key: 'dated/a.csv', ETag, Size: 3, LastModified: expect.any(Date) }],
        KeyCount: 1,
      });
    });
  });
});
