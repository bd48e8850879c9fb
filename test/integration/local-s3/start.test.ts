import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PortInUseError, startS3 } from '../../../local/s3/index.ts';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(() => bucket.close());

describe('startS3', () => {
  it('says which port is in use and what to do', async () => {
    const port = Number(new URL(bucket.server.url).port);
    const directory = await mkdtemp(join(tmpdir(), 'local-s3-'));
    try {
      const start = startS3({ directory, bucket: Bucket, port });
      await expect(start).rejects.toBeInstanceOf(PortInUseError);
      await expect(start).rejects.toMatchObject({ name: 'PortInUseError', port });
      await expect(start).rejects.toThrow(
        /port \d+ on 127\.0\.0\.1 is in use.*choose another port/,
      );
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('creates the folder', async () => {
    const directory = join(bucket.directory, 'new', 'folder');
    const server = await startS3({ directory, bucket: Bucket, port: 0 });
    await server.close();
    expect((await stat(directory)).isDirectory()).toBe(true);
  });

  it('removes what a crash left half-written and reads a journal with half a line', async () => {
    await bucket.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'abc' }));
    const state = join(bucket.directory, '.audience-import-s3');
    await bucket.server.close();
    await writeFile(join(state, 'tmp', 'half'), 'x');
    const journal = await readFile(join(state, 'etags'), 'utf8');
    await writeFile(join(state, 'etags'), `${journal}b deadbeef 1:`);
    await bucket.restart();
    await expect(stat(join(state, 'tmp', 'half'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readFile(join(state, 'etags'), 'utf8')).toBe(journal);
    const { ETag } = await bucket.client.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
    expect(ETag).toBe(`"${md5Of('abc')}"`);
  });
});
