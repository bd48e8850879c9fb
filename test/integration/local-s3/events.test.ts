import { createHash } from 'node:crypto';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ObjectChange } from '../../../local/s3/index.ts';
import { eventually } from '../../support/eventually.ts';
import { Bucket, type BucketFixture, openBucket } from './bucket-fixture.ts';

let bucket: BucketFixture;
const told: ObjectChange[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  bucket = await openBucket({
    events: {
      onChange: (change) => told.push(change),
      onTrouble: (error) => errors.push(error),
    },
  });
});
afterAll(async () => {
  await bucket.close();
  expect(errors).toEqual([]);
});
beforeEach(() => {
  told.length = 0;
});

const etagOf = (content: string) => createHash('md5').update(content).digest('hex');
const path = (key: string) => join(bucket.directory, key);
const created = (key: string, content: string): ObjectChange => ({
  kind: 'created',
  key,
  size: content.length,
  etag: etagOf(content),
});
const of = (key: string) => told.filter((change) => change.key === key);

/** Whatever was to be told before this, is. */
const drop = async (key: string, content = 'x\n'): Promise<void> => {
  await mkdir(join(path(key), '..'), { recursive: true });
  await writeFile(path(key), content);
  await eventually(`${key} is told`, () => of(key).length > 0);
};

describe('what is told of objects', () => {
  it('is each that is put, copied and deleted, once, although the folder is watched', async () => {
    const { client } = bucket;
    await client.send(new PutObjectCommand({ Bucket, Key: 'shop/vip.csv', Body: 'a\n' }));
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'shop/copy.csv', CopySource: `${Bucket}/shop/vip.csv` }),
    );
    await drop('other/marker.csv');
    expect(of('shop/vip.csv')).toEqual([created('shop/vip.csv', 'a\n')]);
    expect(of('shop/copy.csv')).toEqual([created('shop/copy.csv', 'a\n')]);

    told.length = 0;
    await client.send(new PutObjectCommand({ Bucket, Key: 'shop/vip.csv', Body: 'b\n' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'shop/copy.csv' }));
    await drop('other/second.csv');
    expect(of('shop/vip.csv')).toEqual([created('shop/vip.csv', 'b\n')]);
    expect(of('shop/copy.csv')).toContainEqual({ kind: 'removed', key: 'shop/copy.csv' });
  });

  it('is nothing of a deletion of what is not there', async () => {
    const Objects = [{ Key: 'shop/none.csv' }];
    await bucket.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    await drop('other/third.csv');
    expect(of('shop/none.csv')).toEqual([]);
  });

  it('is a multipart upload when it is complete, and not before', async () => {
    const { client } = bucket;
    const at = { Bucket, Key: 'shop/large.csv' };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(at));
    const { ETag } = await client.send(
      new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: 'a\n' }),
    );
    await drop('other/fourth.csv');
    expect(of(at.Key)).toEqual([]);
    await client.send(
      new CompleteMultipartUploadCommand({
        ...at,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    expect(of(at.Key)).toMatchObject([{ kind: 'created', size: 2 }]);
  });

  it('is what a person copies into the folder, changes, renames and removes', async () => {
    await drop('shop/春.csv', 'a\n');
    expect(of('shop/春.csv')).toEqual([created('shop/春.csv', 'a\n')]);

    told.length = 0;
    await drop('shop/春.csv', 'b\nc\n');
    expect(of('shop/春.csv')).toEqual([created('shop/春.csv', 'b\nc\n')]);

    await rename(path('shop/春.csv'), path('shop/夏.csv'));
    await eventually('both are told', () => of('shop/夏.csv').length > 0 && told.length > 2);
    expect(told).toContainEqual({ kind: 'removed', key: 'shop/春.csv' });

    await rm(path('shop/夏.csv'));
    await eventually('it is told', () => of('shop/夏.csv').at(-1)?.kind === 'removed');
  });

  it('is a file that grows when it has stopped to, as it is then', async () => {
    const key = 'shop/growing.csv';
    for (let line = 0; line < 40; line += 1) {
      await appendFile(path(key), `${line}\n`);
      await drop(`other/during-${line}.csv`);
      if (of(key).length > 0) break;
    }
    const content = Array.from({ length: 40 }, (_, line) => `${line}\n`).join('');
    await writeFile(path(key), content);
    await eventually('it is told whole', () =>
      of(key).some((change) => 'size' in change && change.size === content.length),
    );
  });

  it('is nothing of hidden files and of what the server keeps for itself', async () => {
    await mkdir(path('shop'), { recursive: true });
    await writeFile(path('shop/.vip.csv.swp'), 'x');
    await drop('other/fifth.csv');
    const { client } = bucket;
    await client.send(new PutObjectCommand({ Bucket, Key: 'shop/last.csv', Body: 'a\n' }));
    await drop('other/sixth.csv');
    expect(new Set(told.map(({ key }) => key))).toEqual(
      new Set(['other/fifth.csv', 'shop/last.csv', 'other/sixth.csv']),
    );
  });
});
