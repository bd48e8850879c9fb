import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Bucket, objectCalls, openBucket } from './bucket-fixture.ts';
import type { BucketFixture, ObjectCalls } from './bucket-fixture.ts';

let bucket: BucketFixture;
let get: ObjectCalls['get'];
let put: ObjectCalls['put'];
beforeEach(async () => {
  bucket = await openBucket();
  ({ get, put } = objectCalls(bucket));
});
afterEach(() => bucket.close());

const file = (...names: string[]): string => join(bucket.directory, ...names);

describe('keys that cannot be files', () => {
  it.each([
    '../outside',
    'a/../../outside',
    './a',
    'a//b',
    '/a',
    'a/',
    '.hidden',
    'a/.DS_Store/b',
    '.audience-import-s3/etags',
    'x'.repeat(256),
    'a\0b',
  ])('%j is refused, and nothing is written', async (Key) => {
    await expect(put(Key, 'x')).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(get(Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await readdir(bucket.directory)).toEqual(['.audience-import-s3']);
    await expect(readFile(file('..', 'outside'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['%2e%2e/%2e%2e/etc/passwd', '..%2f..%2fetc%2fpasswd', '../../etc/passwd'])(
    '%s does not leave the folder',
    async (path) => {
      const status = await new Promise((resolve, reject) => {
        const { port } = new URL(bucket.server.url);
        const asked = request({ host: '127.0.0.1', port, path: `/${Bucket}/${path}` }, (answer) => {
          resolve(answer.resume().statusCode);
        });
        asked.on('error', reject).end();
      });
      expect(status).toBe(404);
    },
  );

  it('is told when a key would need a file to be a folder as well', async () => {
    await put('a/b', 'x');
    await expect(put('a/b/c', 'x')).rejects.toThrow('"a/b" is a file, not a folder');
    await expect(put('a', 'x')).rejects.toThrow('it is a folder that is not empty');
    await bucket.client.send(new DeleteObjectCommand({ Bucket, Key: 'a/b' }));
    await put('a', 'now it is free');
    expect((await get('a')).text).toBe('now it is free');
  });

  it('does not follow symbolic links', async () => {
    await mkdir(file('real'));
    await writeFile(file('real', 'inside.csv'), 'x');
    await symlink('/etc', file('etc'));
    await symlink(file('real'), file('alias'));
    await symlink('/etc/hosts', file('hosts'));
    for (const Key of ['etc/hosts', 'alias/inside.csv', 'hosts']) {
      await expect(get(Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
      await expect(put(Key, 'x')).rejects.toThrow('symbolic link');
    }
  });

  it('refuses a key over 1024 bytes', async () => {
    await expect(put('a/'.repeat(600), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });
});
