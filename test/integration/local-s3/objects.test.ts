import { appendFile, readFile, readdir, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Bucket, md5Of, objectCalls, openBucket } from './bucket-fixture.ts';
import type { BucketFixture, ObjectCalls } from './bucket-fixture.ts';

let bucket: BucketFixture;
let get: ObjectCalls['get'];
let put: ObjectCalls['put'];
beforeEach(async () => {
  bucket = await openBucket();
  ({ get, put } = objectCalls(bucket));
});
afterEach(() => bucket.close());

const file = (...names: string[]): string => join(bucket.directory, ...names);

describe('an object', () => {
  it('is a file of the folder, with the MD5 of its bytes as ETag', async () => {
    const { ETag } = await put('project/a b+é😀.csv', 'id-1\n');
    expect(ETag).toBe(`"${md5Of('id-1\n')}"`);
    expect(await readFile(file('project', 'a b+é😀.csv'), 'utf8')).toBe('id-1\n');
    const head = await bucket.client.send(
      new HeadObjectCommand({ Bucket, Key: 'project/a b+é😀.csv' }),
    );
    expect(head).toMatchObject({ ETag, ContentLength: 5, ContentType: 'text/csv' });
    expect(head.LastModified?.getMilliseconds()).toBe(0);
    expect(await get('project/a b+é😀.csv')).toMatchObject({ ETag, text: 'id-1\n' });
  });

  it('can be empty', async () => {
    await put('empty.csv', '', { ContentLength: 0 });
    expect(await get('empty.csv')).toMatchObject({ text: '', ContentLength: 0 });
    await expect(get('empty.csv', { Range: 'bytes=0-' })).rejects.toMatchObject({
      name: 'InvalidRange',
    });
  });

  it('is seen when a person drops, edits or deletes a file', async () => {
    await writeFile(file('dropped.csv'), 'one');
    expect(await get('dropped.csv')).toMatchObject({ text: 'one', ETag: `"${md5Of('one')}"` });
    await appendFile(file('dropped.csv'), ', two');
    expect(await get('dropped.csv')).toMatchObject({ ETag: `"${md5Of('one, two')}"` });
    await unlink(file('dropped.csv'));
    await expect(get('dropped.csv')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('is dated by the clock that was given', async () => {
    const dated = await openBucket({ clock: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678) });
    try {
      await dated.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a' }));
      const head = await dated.client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
      expect(head.LastModified).toEqual(new Date('2026-01-02T03:04:05Z'));
    } finally {
      await dated.close();
    }
  });

  it('keeps being delivered in the version that was opened', async () => {
    const before = 'a'.repeat(8 * 1024 * 1024);
    await put('a.csv', before);
    const answer = await bucket.client.send(new GetObjectCommand({ Bucket, Key: 'a.csv' }));
    await put('a.csv', 'b'.repeat(8 * 1024 * 1024));
    expect((await answer.Body!.transformToString()) === before).toBe(true);
  });

  it('does not look whole when its file is cut while it is being sent', async () => {
    await writeFile(file('a'), '');
    await truncate(file('a'), 64 * 1024 * 1024);
    const answer = await bucket.client.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    await truncate(file('a'), 0);
    await expect(answer.Body!.transformToByteArray()).rejects.toThrow();
  });

  it('can be a stream of known length, whose checksum comes as a trailer', async () => {
    const Body = Readable.from([Buffer.from('a'.repeat(100_000)), Buffer.from('b')]);
    await bucket.client.send(
      new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: 100_001 }),
    );
    expect((await get('stream')).text).toBe(`${'a'.repeat(100_000)}b`);
  });

  it.each(['CRC32', 'SHA256', 'SHA1', 'CRC32C', 'CRC64NVME'] as const)(
    'can come with a %s checksum',
    async (ChecksumAlgorithm) => {
      await put('a', 'abc', { ChecksumAlgorithm });
      expect((await get('a')).text).toBe('abc');
    },
  );

  it.each([
    ['ContentMD5', { ContentMD5: Buffer.alloc(16).toString('base64') }],
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['SHA256', { ChecksumSHA256: Buffer.alloc(32).toString('base64') }],
  ])('is refused with a wrong %s', async (_name, more) => {
    await expect(put('a', 'abc', more)).rejects.toMatchObject({ name: 'BadDigest' });
    expect(await readdir(bucket.directory)).toEqual(['.audience-import-s3']);
    expect(await readdir(file('.audience-import-s3', 'tmp'))).toEqual([]);
  });
});

describe('Range', () => {
  it.each([
    ['bytes=1-3', 'bcd', 'bytes 1-3/10'],
    ['bytes=-2', 'ij', 'bytes 8-9/10'],
    ['bytes=7-', 'hij', 'bytes 7-9/10'],
  ])('%s', async (Range, text, ContentRange) => {
    await put('a', 'abcdefghij');
    const answer = await get('a', { Range });
    expect(answer).toMatchObject({ text, ContentRange, ContentLength: text.length });
    expect(answer.$metadata.httpStatusCode).toBe(206);
  });

  it('out of the object is refused', async () => {
    await put('a', 'abc');
    await expect(get('a', { Range: 'bytes=3-' })).rejects.toMatchObject({
      name: 'InvalidRange',
      ActualObjectSize: '3',
      $metadata: { httpStatusCode: 416 },
    });
  });
});

describe('deleting', () => {
  it('succeeds whether or not the object is there, and leaves the folder', async () => {
    await put('folder/a', 'one');
    for (const Key of ['folder/a', 'folder/a', 'folder', '../x', 'a//b']) {
      const answer = await bucket.client.send(new DeleteObjectCommand({ Bucket, Key }));
      expect(answer.$metadata.httpStatusCode).toBe(204);
    }
    expect(await readdir(file('folder'))).toEqual([]);
  });

  it('can depend on the version', async () => {
    const { ETag } = await put('a', 'one');
    const remove = (IfMatch?: string) =>
      bucket.client.send(new DeleteObjectCommand({ Bucket, Key: 'a', IfMatch }));
    await expect(remove('"other"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await remove(ETag);
    await expect(get('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('takes many keys at once', async () => {
    await Promise.all([put('a', '1'), put(' b&<é ', '2'), put('c', '3')]);
    const remove = (Quiet: boolean, ...keys: string[]) =>
      bucket.client.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Quiet, Objects: keys.map((Key) => ({ Key })) },
        }),
      );
    const told = await remove(false, 'a', ' b&<é ', 'missing');
    expect(told.Deleted?.map(({ Key }) => Key)).toEqual(['a', ' b&<é ', 'missing']);
    expect((await remove(true, 'c')).Deleted).toBeUndefined();
    const tooLong = await remove(true, 'x'.repeat(1025));
    expect(tooLong.Errors).toMatchObject([{ Code: 'KeyTooLongError' }]);
    expect(await readdir(bucket.directory)).toEqual(['.audience-import-s3']);
  });
});

describe('the bucket', () => {
  it('answers what clients ask of it', async () => {
    const { Buckets } = await bucket.client.send(new ListBucketsCommand());
    expect(Buckets?.map(({ Name }) => Name)).toEqual([Bucket]);
    const head = await bucket.client.send(new HeadBucketCommand({ Bucket }));
    expect(head.BucketRegion).toBe('us-east-1');
    const { LocationConstraint } = await bucket.client.send(
      new GetBucketLocationCommand({ Bucket }),
    );
    expect(LocationConstraint ?? '').toBe('');
  });

  it('is the only one', async () => {
    const other = new GetObjectCommand({ Bucket: 'other', Key: 'a' });
    await expect(bucket.client.send(other)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
