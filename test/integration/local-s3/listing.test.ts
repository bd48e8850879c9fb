import { mkdir, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ListObjectsV2Command, PutObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(() => bucket.close());

const list = (more: Partial<ListObjectsV2CommandInput> = {}): Promise<ListObjectsV2CommandOutput> =>
  bucket.client.send(new ListObjectsV2Command({ Bucket, ...more }));

const keysOf = ({ Contents = [] }: ListObjectsV2CommandOutput): string[] =>
  Contents.map(({ Key }) => Key!);

const drop = async (key: string, content = ''): Promise<void> => {
  const path = join(bucket.directory, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
};

const mixedKeys = [
  'a b',
  'a+b',
  'a-b',
  'a.b',
  'a/b',
  'a/é/x',
  'a/ａ',
  'a/😀',
  'a0',
  'aé',
  'aａ',
  'a😀',
  'b/c/d/e',
  'b!',
  'b~',
  "b'(1)*",
];

const inByteOrder = (keys: readonly string[]): string[] =>
  keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

describe('ListObjectsV2', () => {
  it('pages through mixed names in byte order, with and without a delimiter', async () => {
    await Promise.all(mixedKeys.map((key) => drop(key, key)));
    const prefixes = ['', 'a', 'a/', 'a/é', 'b/', 'b/c', 'none/'];
    const question = fc.record({
      prefix: fc.constantFrom(...prefixes),
      delimiter: fc.constantFrom(undefined, '/', '-'),
      size: fc.integer({ min: 1, max: 6 }),
      encoding: fc.constantFrom(undefined, 'url' as const),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ prefix, delimiter, size, encoding }) => {
        const input = { Bucket, Prefix: prefix, Delimiter: delimiter, EncodingType: encoding };
        const found: string[] = [];
        const groups: string[] = [];
        const decode = (text: string): string =>
          encoding === undefined ? text : decodeURIComponent(text.replaceAll('+', ' '));
        const paginator = paginateListObjectsV2({ client: bucket.client, pageSize: size }, input);
        for await (const page of paginator) {
          const count = (page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0);
          expect(page.KeyCount).toBe(count);
          expect(count).toBeLessThanOrEqual(size);
          found.push(...keysOf(page).map(decode));
          groups.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => decode(Prefix!)));
        }
        const matching = inByteOrder(mixedKeys.filter((key) => key.startsWith(prefix)));
        const cut = (key: string): number =>
          delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length);
        expect(found).toEqual(matching.filter((key) => cut(key) === -1));
        const expected = matching.flatMap((key) =>
          cut(key) === -1 ? [] : [key.slice(0, cut(key) + 1)],
        );
        expect(groups).toEqual([...new Set(expected)]);
      }),
      { numRuns: 60 },
    );
  });

  it('describes each object', async () => {
    await bucket.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'abc' }));
    const { Contents, ...rest } = await list({ StartAfter: 'A' });
    expect(Contents).toMatchObject([{ Key: 'a', ETag: `"${md5Of('abc')}"`, Size: 3 }]);
    expect(rest).toMatchObject({
      Name: Bucket,
      IsTruncated: false,
      MaxKeys: 1000,
      StartAfter: 'A',
    });
    const raw = await (await fetch(`${bucket.server.url}/${Bucket}?list-type=2`)).text();
    expect(raw).toMatch(/<LastModified>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z</);
  });

  it('writes control characters so that XML cannot change them', async () => {
    await drop('a\r\n\u0001');
    const raw = await (await fetch(`${bucket.server.url}/${Bucket}?list-type=2`)).text();
    expect(raw).toContain('<Key>a&#xD;&#xA;&#x1;</Key>');
    const encoded = await list({ EncodingType: 'url' });
    expect(keysOf(encoded)).toEqual(['a%0D%0A%01']);
  });

  it('leaves out what is hidden, links, empty folders and its own files', async () => {
    await drop('.DS_Store');
    await drop('.git/config');
    await drop('folder/.hidden');
    await drop('folder/seen');
    await mkdir(join(bucket.directory, 'empty', 'nested'), { recursive: true });
    await symlink('/etc', join(bucket.directory, 'link'));
    await symlink('folder', join(bucket.directory, 'alias'));
    expect(keysOf(await list())).toEqual(['folder/seen']);
    const { CommonPrefixes } = await list({ Delimiter: '/' });
    expect(CommonPrefixes).toEqual([{ Prefix: 'folder/' }]);
    for (const Prefix of ['.', '.git/', '../', 'folder/../', 'link/', 'alias/', 'folder//', '/'])
      expect(keysOf(await list({ Prefix }))).toEqual([]);
  });

  it('sees between two pages what was added and removed, though it keeps the names', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((key) => drop(key)));
    // Long settled, so that the first page's names are kept for the next one.
    await utimes(bucket.directory, 1_700_000_000, 1_700_000_000);
    const first = await list({ MaxKeys: 1 });
    const ContinuationToken = first.NextContinuationToken!;
    expect(keysOf(await list({ MaxKeys: 1, ContinuationToken }))).toEqual(['b']);
    await drop('b0');
    await unlink(join(bucket.directory, 'c'));
    expect(keysOf(await list({ ContinuationToken }))).toEqual(['b', 'b0', 'd']);
  });

  it('finds a new file although nothing tells that its folder has changed', async () => {
    await drop('a');
    await utimes(bucket.directory, 1_700_000_000, 1_700_000_000);
    expect(keysOf(await list())).toEqual(['a']);
    await drop('b');
    await utimes(bucket.directory, 1_700_000_000, 1_700_000_000);
    expect(keysOf(await list())).toEqual(['a', 'b']);
  });

  it('is empty when the folder is gone', async () => {
    await rm(bucket.directory, { recursive: true });
    expect(keysOf(await list())).toEqual([]);
    await mkdir(bucket.directory);
  });

  it.each([
    [{ ContinuationToken: 'nonsense' }, 'continuation token'],
    [{ MaxKeys: -1 }, 'max-keys'],
    [{ EncodingType: 'base64' as 'url' }, 'Encoding'],
  ])('refuses %j', async (more, reason) => {
    await expect(list(more)).rejects.toThrow(reason);
    await expect(list(more)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('has at most 1000 a page, and none when none is wanted', async () => {
    await Promise.all(Array.from({ length: 1001 }, (_, n) => drop(`k${n}`)));
    const page = await list({ MaxKeys: 5000 });
    expect(page).toMatchObject({ KeyCount: 1000, MaxKeys: 1000, IsTruncated: true });
    const { NextContinuationToken } = page;
    const last = await list({ ContinuationToken: NextContinuationToken });
    expect(keysOf(last)).toEqual(['k999']);
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });
});
