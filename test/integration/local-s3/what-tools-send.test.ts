import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  type ListObjectsCommandInput,
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

const ask = async (
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> => {
  const body = method === 'PUT' ? { body: 'x' } : {};
  const answer = await fetch(bucket.server.url + path, { method, headers, ...body });
  return { status: answer.status, text: await answer.text() };
};
const drop = async (key: string): Promise<void> => {
  const path = join(bucket.directory, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, key);
};

describe('what tools send before or instead of a PutObject', () => {
  it('rclone creates the bucket, which is there', async () => {
    await expect(bucket.client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
      $metadata: { httpStatusCode: 409 },
    });
    expect((await ask('PUT', '/other')).text).toContain('<Code>NoSuchBucket</Code>');
  });

  it("MinIO's client lists uploads with an empty delimiter", async () => {
    const { status, text } = await ask(
      'GET',
      '/inbox?uploads&delimiter=&prefix=a&max-uploads=1000',
    );
    expect(status).toBe(200);
    expect(text).toContain('<ListMultipartUploadsResult');
  });

  it('a + that is not encoded is a space, as in S3, and one that is stays', async () => {
    expect((await ask('PUT', '/inbox/a+b.csv')).status).toBe(200);
    expect((await ask('PUT', '/inbox/c%2Bd.csv')).status).toBe(200);
    expect(await readFile(join(bucket.directory, 'a b.csv'), 'utf8')).toBe('x');
    expect(await readFile(join(bucket.directory, 'c+d.csv'), 'utf8')).toBe('x');
    await put('e+f g.csv', 'y');
    expect(await readFile(join(bucket.directory, 'e+f g.csv'), 'utf8')).toBe('y');
  });
});

describe('what S3 refuses of a bucket whose owner is enforced', () => {
  it.each([
    ['x-amz-acl', 'public-read'],
    ['x-amz-acl', 'bucket-owner-read'],
    ['x-amz-grant-read', 'id=1'],
  ])('%s: %s', async (header, value) => {
    for (const path of ['/inbox/a', '/inbox/a?uploads']) {
      const answer = await ask(path.includes('?') ? 'POST' : 'PUT', path, { [header]: value });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('<Code>AccessControlListNotSupported</Code>');
    }
  });

  it.each(['private', 'bucket-owner-full-control'])('but not x-amz-acl: %s', async (acl) => {
    expect((await ask('PUT', '/inbox/a', { 'x-amz-acl': acl })).status).toBe(200);
  });

  it('a request that is signed and does not say what of its body is', async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=d';
    const refused = await ask('PUT', '/inbox/a', { authorization });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('x-amz-content-sha256');
    const unsigned = { authorization, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect((await ask('PUT', '/inbox/a', unsigned)).status).toBe(200);
  });
});

describe('ListObjects, version 1', () => {
  const list = (more: Partial<ListObjectsCommandInput> = {}) =>
    bucket.client.send(new ListObjectsCommand({ Bucket, ...more }));
  const keys = ['a', 'b/1', 'b/2', 'c', 'c!', 'd/e/f', 'é 1'];
  /** All pages, as a client asks for them. */
  const listAll = async (more: Partial<ListObjectsCommandInput>): Promise<string[]> => {
    const found: string[] = [];
    let Marker: string | undefined;
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await list({ ...more, ...(Marker !== undefined && { Marker }) });
      const names = (page.Contents ?? []).map(({ Key }) => Key!);
      found.push(...names, ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix!));
      if (page.IsTruncated !== true) return found;
      Marker = page.NextMarker ?? names.at(-1);
    }
    throw new Error('it does not end');
  };

  it.each([1, 2, 3, 1000])('pages by marker, %d at a time', async (MaxKeys) => {
    await Promise.all(keys.map(drop));
    expect((await listAll({ MaxKeys })).sort()).toEqual(keys.toSorted());
    expect(await listAll({ MaxKeys, Prefix: 'b/' })).toEqual(['b/1', 'b/2']);
    expect((await listAll({ MaxKeys, Delimiter: '/' })).sort()).toEqual(
      ['a', 'b/', 'c', 'c!', 'd/', 'é 1'].sort(),
    );
    expect(await listAll({ MaxKeys, Delimiter: '/', Prefix: 'd/' })).toEqual(['d/e/']);
  });

  it('says what version 2 says of each object', async () => {
    await put('a', 'hello');
    const { Contents, Marker, Name } = await list({ Marker: '' });
    expect({ Marker, Name }).toEqual({ Marker: '', Name: Bucket });
    expect(Contents).toEqual([
      expect.objectContaining({ Key: 'a', Size: 5, ETag: `"${md5Of('hello')}"` }),
    ]);
  });
});

describe('CopyObject', () => {
  const copy = (Key: string, CopySource: string, more = {}) =>
    bucket.client.send(new CopyObjectCommand({ Bucket, Key, CopySource, ...more }));

  it('copies within the bucket, whatever the key', async () => {
    await put('shop/a b+c é.csv', 'hello');
    const { CopyObjectResult } = await copy(
      'shop/vip.csv',
      `${Bucket}/${encodeURIComponent('shop/a b+c é.csv')}`,
    );
    expect(CopyObjectResult).toMatchObject({ ETag: `"${md5Of('hello')}"` });
    expect(CopyObjectResult?.LastModified).toBeInstanceOf(Date);
    expect((await get('shop/vip.csv')).text).toBe('hello');
    expect((await get('shop/a b+c é.csv')).text).toBe('hello');
  });

  it('of what is not there changes nothing', async () => {
    await put('a', 'old');
    await expect(copy('a', `${Bucket}/b`)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(copy('a', 'elsewhere/b')).rejects.toMatchObject({ name: 'NoSuchBucket' });
    expect((await get('a')).text).toBe('old');
  });

  it('to itself needs a reason', async () => {
    await put('a', 'same');
    await expect(copy('a', `${Bucket}/a`)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await copy('a', `${Bucket}/a`, { MetadataDirective: 'REPLACE' });
    expect((await get('a')).text).toBe('same');
    const { ETag } = await bucket.client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(ETag).toBe(`"${md5Of('same')}"`);
  });
});
