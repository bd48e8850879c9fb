import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Crc64Nvme } from '../../../local/s3/protocol/crc64nvme.ts';
import { bitwiseCrc64 } from '../../support/bitwise-crc64.ts';
import { Bucket, type BucketFixture, objectCalls, openBucket } from './bucket-fixture.ts';

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(() => bucket.close());

const checksumOf = async (Key: string): Promise<string | undefined> => {
  const command = new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' });
  return (await bucket.client.send(command)).ChecksumCRC64NVME;
};
const base64Of = (text: string): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(bitwiseCrc64(Buffer.from(text)));
  return bytes.toString('base64');
};

describe('the checksum of an object', () => {
  it('is right for each length, in pieces', () => {
    const bytes = Buffer.from(Array.from({ length: 70 }, (_, index) => (index * 37) & 0xff));
    for (let length = 0; length <= bytes.length; length += 1) {
      const digest = new Crc64Nvme();
      digest.update(bytes.subarray(0, length >> 1));
      digest.update(bytes.subarray(length >> 1, length));
      const wanted = Buffer.alloc(8);
      wanted.writeBigUInt64BE(bitwiseCrc64(bytes.subarray(0, length)));
      expect(digest.result()).toBe(wanted.toString('base64'));
    }
  });

  it('is known of a file that was moved in, with its date, and after a restart', async () => {
    const path = join(bucket.directory, 'a.csv');
    await writeFile(path, 'one');
    await utimes(path, 1_500_000_000, 1_500_000_000);
    const { Contents } = await bucket.client.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents).toMatchObject([{ LastModified: new Date(1_500_000_000_000) }]);
    expect(await checksumOf('a.csv')).toBe(base64Of('one'));
    await bucket.restart();
    expect(await checksumOf('a.csv')).toBe(base64Of('one'));
  });

  it('is the one of the whole when it was uploaded in parts, also after a restart', async () => {
    const upload = { Bucket, Key: 'a.csv' };
    const { client } = bucket;
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
    const part = { ...upload, UploadId, PartNumber: 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body: 'one' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = { ...upload, UploadId, MultipartUpload };
    await client.send(new CompleteMultipartUploadCommand(complete));
    expect(await checksumOf('a.csv')).toBe(base64Of('one'));
    await bucket.restart();
    expect(await checksumOf('a.csv')).toBe(base64Of('one'));
  });

  it('is compared when the client sends it', async () => {
    const { put, get } = objectCalls(bucket);
    await put('a.csv', 'one', { ChecksumCRC64NVME: base64Of('one') });
    expect((await get('a.csv')).ChecksumCRC64NVME).toBe(base64Of('one'));
    await expect(put('a.csv', 'two', { ChecksumCRC64NVME: base64Of('one') })).rejects.toThrow(
      'crc64nvme',
    );
  });
});
