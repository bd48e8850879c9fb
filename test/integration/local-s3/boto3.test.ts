import { join } from 'node:path';
import { expect } from '@jest/globals';
import { itWithPython, runPython } from '../../support/python.ts';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';

itWithPython(['boto3'])('boto3 puts, gets, lists, deletes and uploads in parts', async () => {
  const bucket = await openBucket();
  try {
    const script = join(import.meta.dirname, 'boto3-client.py');
    const seen: unknown = JSON.parse(await runPython([script, bucket.server.url, Bucket]));
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
});
