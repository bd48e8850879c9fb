import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { md5Of, objectCalls, openBucket } from './bucket-fixture.ts';
import type { BucketFixture, ObjectCalls } from './bucket-fixture.ts';

let bucket: BucketFixture;
let get: ObjectCalls['get'];
let put: ObjectCalls['put'];
beforeEach(async () => {
  bucket = await openBucket();
  ({ get, put } = objectCalls(bucket));
});
afterEach(() => bucket.close());

describe('conditions of reading', () => {
  it('If-Match pins a version', async () => {
    const { ETag } = await put('a', 'one');
    expect((await get('a', { IfMatch: ETag })).text).toBe('one');
    await put('a', 'two');
    await expect(get('a', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect((await get('a', { IfMatch: `"x", "${md5Of('two')}"` })).text).toBe('two');
  });

  it('If-None-Match and If-Modified-Since spare the bytes', async () => {
    const { ETag } = await put('a', 'one');
    const notModified = { $metadata: { httpStatusCode: 304 } };
    await expect(get('a', { IfNoneMatch: ETag })).rejects.toMatchObject(notModified);
    await expect(get('a', { IfNoneMatch: '*' })).rejects.toMatchObject(notModified);
    expect((await get('a', { IfNoneMatch: '"other"' })).text).toBe('one');
    const later = new Date(Date.now() + 60_000);
    await expect(get('a', { IfModifiedSince: later })).rejects.toMatchObject(notModified);
    expect((await get('a', { IfModifiedSince: new Date(0) })).text).toBe('one');
    await expect(get('a', { IfUnmodifiedSince: new Date(0) })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
  });
});

describe('conditions of writing', () => {
  it('If-None-Match: * creates only', async () => {
    await put('a', 'one', { IfNoneMatch: '*' });
    await expect(put('a', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect((await get('a')).text).toBe('one');
  });

  it('If-Match replaces that version only', async () => {
    await expect(put('a', 'x', { IfMatch: '"x"' })).rejects.toMatchObject({ name: 'NoSuchKey' });
    const { ETag } = await put('a', 'one');
    await put('a', 'two', { IfMatch: ETag });
    await expect(put('a', 'three', { IfMatch: ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
    });
    expect((await get('a')).text).toBe('two');
  });

  it('lets exactly one of many create', async () => {
    const tries = Array.from({ length: 12 }, (_, n) => put('a', String(n), { IfNoneMatch: '*' }));
    const results = await Promise.allSettled(tries);
    const winners = results.flatMap(({ status }, n) => (status === 'fulfilled' ? [String(n)] : []));
    expect(winners).toEqual([(await get('a')).text]);
  });
});
