import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from '@jest/globals';
import { writerActions } from '../../../lib/writer-settings.ts';
import { Bucket, objectCalls, openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
let writer: S3Client;
afterEach(async () => {
  writer.destroy();
  await bucket.close();
});

const open = async (settings: { readBack?: boolean; list?: boolean } = {}): Promise<void> => {
  const { files, bucket: ofBucket } = writerActions(settings);
  const rights = { prefix: 'shop/', actions: [...files, ...ofBucket] };
  bucket = await openBucket({ guest: { port: 0, rights } });
  writer = new S3Client({
    endpoint: bucket.server.guestUrl!,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
  });
  const { put } = objectCalls(bucket);
  await put('shop/there.csv', 'there');
  await put('other/there.csv', 'there');
};

const Key = 'shop/vip.csv';
const denied = { $metadata: { httpStatusCode: 403 } };

describe('a writer', () => {
  it('puts files under its path', async () => {
    await open();
    await writer.send(new PutObjectCommand({ Bucket, Key, Body: 'a' }));
    const { UploadId } = await writer.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = { Bucket, Key, UploadId };
    const { ETag } = await writer.send(
      new UploadPartCommand({ ...part, PartNumber: 1, Body: 'whole' }),
    );
    await writer.send(new ListPartsCommand(part));
    const Parts = [{ PartNumber: 1, ETag }];
    await writer.send(new CompleteMultipartUploadCommand({ ...part, MultipartUpload: { Parts } }));
    const aborted = await writer.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    await writer.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId: aborted.UploadId }));
    expect((await objectCalls(bucket).get(Key)).text).toBe('whole');
  });

  it('is told 403 to all else, as S3 does it', async () => {
    await open();
    const there = { Bucket, Key: 'shop/there.csv' };
    const commands = [
      new PutObjectCommand({ Bucket, Key: 'other/vip.csv', Body: 'a' }),
      new PutObjectCommand({ Bucket, Key: 'shop', Body: 'a' }),
      new PutObjectCommand({ Bucket, Key, Body: 'a', Tagging: 'a=b' }),
      new CreateMultipartUploadCommand({ Bucket, Key: 'other/vip.csv' }),
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/shop/there.csv` }),
      ...[new HeadObjectCommand(there), new GetObjectCommand(there)],
      new HeadObjectCommand({ Bucket, Key: 'shop/none.csv' }),
      ...[new DeleteObjectCommand(there), new GetObjectAclCommand(there)],
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'shop/there.csv' }] } }),
      ...[new ListObjectsCommand({ Bucket }), new ListObjectsV2Command({ Bucket })],
      new ListObjectsV2Command({ Bucket, Prefix: 'shop/' }),
      ...[new ListMultipartUploadsCommand({ Bucket }), new CreateBucketCommand({ Bucket })],
      ...[new HeadBucketCommand({ Bucket }), new GetBucketLocationCommand({ Bucket })],
      new ListBucketsCommand(),
    ];
    for (const command of commands)
      expect({
        [command.constructor.name]: await answerTo(command),
      }).toEqual({ [command.constructor.name]: denied });
    expect((await objectCalls(bucket).get('shop/there.csv')).text).toBe('there');
  });

  it('reads back what lies under its path, if its settings say so', async () => {
    await open({ readBack: true });
    const { Body } = await writer.send(new GetObjectCommand({ Bucket, Key: 'shop/there.csv' }));
    expect(await Body?.transformToString()).toBe('there');
    await writer.send(new HeadObjectCommand({ Bucket, Key: 'shop/there.csv' }));
    await writer.send(
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/shop/there.csv` }),
    );
    for (const command of [
      new GetObjectCommand({ Bucket, Key: 'other/there.csv' }),
      // Whether it is there, only those are told who may list the bucket.
      new GetObjectCommand({ Bucket, Key: 'shop/none.csv' }),
      new HeadObjectCommand({ Bucket, Key: 'shop/none.csv' }),
      new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/other/there.csv` }),
      new ListObjectsV2Command({ Bucket, Prefix: 'shop/' }),
    ])
      expect(await answerTo(command)).toEqual(denied);
  });

  it('lists what lies under its path, if its settings say so', async () => {
    await open({ list: true });
    const listed = await writer.send(new ListObjectsV2Command({ Bucket, Prefix: 'shop/' }));
    expect(listed.Contents?.map((object) => object.Key)).toEqual(['shop/there.csv']);
    await writer.send(new ListObjectsCommand({ Bucket, Prefix: 'shop/t', Delimiter: '/' }));
    for (const command of [
      new ListObjectsV2Command({ Bucket }),
      new ListObjectsV2Command({ Bucket, Prefix: 'sh' }),
      new ListObjectsCommand({ Bucket, Prefix: 'other/' }),
      new HeadBucketCommand({ Bucket }),
      new GetObjectCommand({ Bucket, Key: 'shop/there.csv' }),
    ])
      expect(await answerTo(command)).toEqual(denied);
  });
});

/** What of the answer says whether it was refused. */
const answerTo = async (command: object): Promise<unknown> => {
  try {
    const { $metadata } = (await writer.send(command as GetObjectCommand)) as {
      $metadata: { httpStatusCode?: number };
    };
    return { $metadata: { httpStatusCode: $metadata.httpStatusCode } };
  } catch (error) {
    const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
    if ($metadata === undefined) throw error;
    return { $metadata: { httpStatusCode: $metadata.httpStatusCode } };
  }
};
