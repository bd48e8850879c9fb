import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

describe('what the server does not know', () => {
  it.each([
    ['GET', '/inbox?versioning', {}, 'GetBucketVersioning'],
    ['GET', '/inbox?versions&prefix=a', {}, 'ListObjectVersions'],
    ['GET', '/inbox?uploads&delimiter=/', {}, 'ListMultipartUploads with a delimiter'],
    ['PUT', '/inbox/a?tagging', {}, 'PutObjectTagging'],
    ['GET', '/inbox/a?versionId=1', {}, 'GetObjectVersionId'],
    [
      'PUT',
      '/inbox/a?partNumber=1&uploadId=1',
      { 'x-amz-copy-source': '/inbox/b' },
      'UploadPartCopy',
    ],
    ['PUT', '/inbox/a', { 'x-amz-copy-source': '/inbox/b?versionId=1' }, 'no versions'],
    [
      'PUT',
      '/inbox/a',
      { 'x-amz-copy-source': '/inbox/b', 'x-amz-copy-source-if-match': '"x"' },
      'if-match',
    ],
    ['PUT', '/inbox/a', { 'x-amz-write-offset-bytes': '1' }, 'appending'],
    ['PUT', '/inbox/a', { 'if-none-match': '"x"' }, 'If-None-Match'],
  ])('%s %s %j is said to be %s', async (method, path, headers, name) => {
    const answer = await fetch(bucket.server.url + path, { method, headers });
    const text = await answer.text();
    expect(answer.status).toBe(501);
    expect(text).toContain('<Code>NotImplemented</Code>');
    expect(text).toContain(name);
  });

  it.each([
    ['PATCH', '/inbox/a'],
    ['PUT', '/'],
  ])('%s %s is no method of it', async (method, path) => {
    const answer = await fetch(bucket.server.url + path, { method });
    expect(answer.status).toBe(405);
    expect(await answer.text()).toContain('<Code>MethodNotAllowed</Code>');
  });

  it('does not store a body of unknown length', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('x'));
        controller.close();
      },
    });
    const answer = await fetch(`${bucket.server.url}/inbox/a`, {
      method: 'PUT',
      body,
      duplex: 'half',
    });
    expect(answer.status).toBe(411);
    expect(await answer.text()).toContain('<Code>MissingContentLength</Code>');
  });

  it('accepts the parameters of a presigned URL', async () => {
    const query = '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=1&x-id=PutObject';
    const answer = await fetch(`${bucket.server.url}/inbox/a${query}`, {
      method: 'PUT',
      body: 'x',
    });
    expect(answer.status).toBe(200);
  });
});
