import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';

const isInstalled = spawnSync('python3', ['-c', 'import boto3']).status === 0;
/** Where it is missing, a person's tests go on without it; the ones that decide may not. */
const isSkipped = !isInstalled && (process.env.CI ?? '') === '';

const title = 'boto3 puts, gets, lists, deletes and uploads in parts';
const test = isSkipped ? it.skip : it;

test(
  isSkipped ? `${title} (skipped: python3 cannot import boto3; pip install boto3)` : title,
  async () => {
    const bucket = await openBucket();
    try {
      const script = join(import.meta.dirname, 'boto3-client.py');
      const run = promisify(execFile)('python3', [script, bucket.server.url, Bucket]);
      const seen: unknown = JSON.parse((await run).stdout);
      const hello = `"${md5Of('hello')}"`;
      expect(seen).toEqual({
        etags: Array.from({ length: 7 }, () => hello),
        downloaded: true,
        bigEtag: expect.stringMatching(/^"[0-9a-f]{32}-3"$/),
        pages: [['p/\u0001', 'p/a b+c.csv'], ['p/a-b', 'p/a/b'], ['p/a0', 'p/ａ'], ['p/😀']],
        groups: ['p/', 'q/'],
        refused: [
          'PreconditionFailed',
          'InvalidArgument',
          'NoSuchKey',
          'PreconditionFailed',
          'NotImplemented',
        ],
        deleted: ['p/a b+c.csv', 'p/a-b', 'p/a/b', 'p/a0', 'p/ａ', 'p/😀'],
        left: 1,
      });
    } finally {
      await bucket.close();
    }
  },
);
