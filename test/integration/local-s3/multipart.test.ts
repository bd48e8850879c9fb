import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { CompletedPart } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

const MiB = 1024 * 1024;

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(() => bucket.close());

const create = async (Key: string): Promise<string> =>
  (await bucket.client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId!;

const uploadPart = async (
  Key: string,
  UploadId: string,
  PartNumber: number,
  Body: string,
): Promise<CompletedPart> => {
  const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body });
  return { PartNumber, ETag: (await bucket.client.send(command)).ETag };
};

const complete = (
  Key: string,
  UploadId: string,
  Parts: CompletedPart[],
  more: { IfNoneMatch?: string; IfMatch?: string } = {},
) =>
  bucket.client.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key,
      UploadId,
      MultipartUpload: { Parts },
      ...more,
    }),
  );

const contentOf = async (Key: string): Promise<string> => {
  const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket, Key }));
  return Body!.transformToString();
};

const leftovers = async (): Promise<string[]> => {
  const state = join(bucket.directory, '.audience-import-s3');
  return [...(await readdir(join(state, 'tmp'))), ...(await readdir(join(state, 'uploads')))];
};

describe('the Upload of @aws-sdk/lib-storage', () => {
  it.each([
    ['one part', 1000, 1],
    ['several parts', 11 * MiB, 3],
  ])('of a stream of unknown length in %s', async (_name, size, count) => {
    const blocks = Array.from({ length: Math.ceil(size / 1000) }, (_, n) =>
      Buffer.alloc(Math.min(1000, size - n * 1000), n),
    );
    const params = { Bucket, Key: 'x/big.csv', Body: Readable.from(blocks) };
    const { ETag } = await new Upload({ client: bucket.client, params }).done();
    const whole = Buffer.concat(blocks);
    const answer = await bucket.client.send(new GetObjectCommand({ Bucket, Key: 'x/big.csv' }));
    const bytes = Buffer.from(await answer.Body!.transformToByteArray());
    expect(bytes.equals(whole)).toBe(true);
    expect(answer.ETag).toBe(ETag);
    expect(ETag).toMatch(count === 1 ? /^"[0-9a-f]{32}"$/ : new RegExp(`-${count}"$`));
    expect(await leftovers()).toEqual([]);
  });
});

describe('a multipart upload', () => {
  it('has the ETag that S3 gives, in each answer, and after a restart', async () => {
    const first = 'a'.repeat(5 * MiB);
    const UploadId = await create('a.csv');
    const two = await uploadPart('a.csv', UploadId, 7, 'tail');
    const one = await uploadPart('a.csv', UploadId, 2, first);
    const md5s = Buffer.from(md5Of(first) + md5Of('tail'), 'hex');
    const expected = `"${md5Of(md5s)}-2"`;
    expect((await complete('a.csv', UploadId, [one, two])).ETag).toBe(expected);
    expect((await contentOf('a.csv')) === `${first}tail`).toBe(true);

    await bucket.restart();
    const head = await bucket.client.send(new HeadObjectCommand({ Bucket, Key: 'a.csv' }));
    const { Contents } = await bucket.client.send(new ListObjectsV2Command({ Bucket }));
    expect([head.ETag, Contents?.[0]?.ETag]).toEqual([expected, expected]);
  });

  it('loses its ETag when a person changes the file', async () => {
    const UploadId = await create('a');
    await complete('a', UploadId, [await uploadPart('a', UploadId, 1, 'abc')]);
    const path = join(bucket.directory, 'a');
    await utimes(path, new Date(), new Date());
    const head = () => bucket.client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect((await head()).ETag).toBe(`"${md5Of('abc')}"`);
    await writeFile(path, 'other');
    expect((await head()).ETag).toBe(`"${md5Of('other')}"`);
  });

  it('survives a restart, and a part can be sent again', async () => {
    const UploadId = await create('a');
    await uploadPart('a', UploadId, 1, 'wrong');
    await bucket.restart();
    const part = await uploadPart('a', UploadId, 1, 'right');
    const { Parts } = await bucket.client.send(
      new ListPartsCommand({ Bucket, Key: 'a', UploadId }),
    );
    expect(Parts).toMatchObject([{ PartNumber: 1, Size: 5, ETag: part.ETag }]);
    await complete('a', UploadId, [part]);
    expect(await contentOf('a')).toBe('right');
  });

  it('is listed until it ends, in pages', async () => {
    const ids = [await create('b'), await create('a'), await create('a')];
    const listUploads = (more: object = {}) =>
      bucket.client.send(new ListMultipartUploadsCommand({ Bucket, ...more }));
    const all = await listUploads();
    expect(all.Uploads?.map(({ Key }) => Key)).toEqual(['a', 'a', 'b']);
    const first = await listUploads({ MaxUploads: 1 });
    expect(first.IsTruncated).toBe(true);
    const rest = await listUploads({
      KeyMarker: first.NextKeyMarker,
      UploadIdMarker: first.NextUploadIdMarker,
    });
    const paged = [...first.Uploads!, ...rest.Uploads!].map(({ UploadId }) => UploadId!);
    expect(paged.toSorted()).toEqual(ids.toSorted());
    expect((await listUploads({ Prefix: 'b' })).Uploads).toHaveLength(1);

    const abort = new AbortMultipartUploadCommand({ Bucket, Key: 'b', UploadId: ids[0] });
    await bucket.client.send(abort);
    expect((await listUploads()).Uploads).toHaveLength(2);
    await expect(bucket.client.send(abort)).rejects.toMatchObject({ name: 'NoSuchUpload' });
    const { KeyCount } = await bucket.client.send(new ListObjectsV2Command({ Bucket }));
    expect(KeyCount).toBe(0);
  });

  it('pages through parts', async () => {
    const UploadId = await create('a');
    for (const number of [1, 10, 2]) await uploadPart('a', UploadId, number, 'x');
    const page = (marker?: string) =>
      bucket.client.send(
        new ListPartsCommand({ Bucket, Key: 'a', UploadId, MaxParts: 2, PartNumberMarker: marker }),
      );
    const first = await page();
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const second = await page(first.NextPartNumberMarker);
    const numbers = [...first.Parts!, ...second.Parts!].map(({ PartNumber }) => PartNumber);
    expect(numbers).toEqual([1, 2, 10]);
  });

  it('refuses what S3 refuses, and can still be completed', async () => {
    const UploadId = await create('a');
    const small = await uploadPart('a', UploadId, 1, 'small');
    const last = await uploadPart('a', UploadId, 2, 'last');
    const refused = (parts: CompletedPart[]) => expect(complete('a', UploadId, parts)).rejects;
    await refused([last, small]).toMatchObject({ name: 'InvalidPartOrder' });
    await refused([small, small]).toMatchObject({ name: 'InvalidPartOrder' });
    await refused([small, last]).toMatchObject({ name: 'EntityTooSmall' });
    await refused([{ ...small, ETag: last.ETag }]).toMatchObject({ name: 'InvalidPart' });
    await refused([{ PartNumber: 3, ETag: last.ETag }]).toMatchObject({ name: 'InvalidPart' });
    await refused([]).toMatchObject({ name: 'MalformedXML' });
    await expect(complete('b', UploadId, [small])).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await complete('a', UploadId, [last]);
    expect(await contentOf('a')).toBe('last');
    await expect(uploadPart('a', UploadId, 1, 'x')).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(await leftovers()).toEqual([]);
  });

  it.each([0, 10_001])('has no part %i', async (number) => {
    const UploadId = await create('a');
    await expect(uploadPart('a', UploadId, number, 'x')).rejects.toMatchObject({
      name: 'InvalidArgument',
    });
  });

  it('checks its conditions when it is completed', async () => {
    const put = new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' });
    const { ETag } = await bucket.client.send(put);
    const UploadId = await create('a');
    const part = await uploadPart('a', UploadId, 1, 'second');
    await expect(complete('a', UploadId, [part], { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect(await contentOf('a')).toBe('first');
    await complete('a', UploadId, [part], { IfMatch: ETag! });
    expect(await contentOf('a')).toBe('second');
  });

  it.each(['../../etc', 'x'.repeat(32), '.', ''])('does not know the ID %j', async (UploadId) => {
    const query = new URLSearchParams({ uploadId: UploadId, partNumber: '1' }).toString();
    const url = `${bucket.server.url}/${Bucket}/a?${query}`;
    const answer = await fetch(url, { method: 'PUT', body: 'x' });
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<Code>NoSuchUpload</Code>');
  });
});
