import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BucketFolder } from '../../../local/s3/store/bucket-folder.ts';
import { DirectoryNames } from '../../../local/s3/store/directory-names.ts';
import { Bucket, md5Of, openBucket } from './bucket-fixture.ts';
import type { BucketFixture } from './bucket-fixture.ts';

let bucket: BucketFixture;
beforeEach(async () => {
  bucket = await openBucket();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await bucket.close();
});

const etags = async (): Promise<(string | undefined)[]> => {
  const { Contents = [] } = await bucket.client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ ETag }) => ETag);
};
const journal = (): string => join(bucket.directory, '.audience-import-s3', 'etags');
const journalLines = async (): Promise<string[]> =>
  (await readFile(journal(), 'utf8')).split('\n').slice(0, -1);

/** From now on what was written before is old enough to be told from a later change. */
const letTimePass = (): void => {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 60_000);
};

describe('the ETag of a dropped file', () => {
  it('is computed once, and again when the file changes', async () => {
    await writeFile(join(bucket.directory, 'a'), 'one');
    letTimePass();
    expect([await etags(), await etags()]).toEqual([[`"${md5Of('one')}"`], [`"${md5Of('one')}"`]]);
    expect(await journalLines()).toHaveLength(1);
    await writeFile(join(bucket.directory, 'a'), 'other');
    expect(await etags()).toEqual([`"${md5Of('other')}"`]);
    expect(await journalLines()).toHaveLength(2);
  });

  it('is not kept while a change could leave the same time stamp', async () => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now - 1);
    await writeFile(join(bucket.directory, 'a'), 'one');
    expect(await etags()).toEqual([`"${md5Of('one')}"`]);
    expect(await journalLines()).toEqual([]);
  });

  it('is computed again when other bytes are copied in with the size and date of the old ones', async () => {
    const path = join(bucket.directory, 'a');
    await writeFile(path, 'one');
    await utimes(path, 1_700_000_000, 1_700_000_000);
    letTimePass();
    expect(await etags()).toEqual([`"${md5Of('one')}"`]);
    expect(await journalLines()).toHaveLength(1);
    await writeFile(path, 'two');
    await utimes(path, 1_700_000_000, 1_700_000_000);
    expect(await etags()).toEqual([`"${md5Of('two')}"`]);
  });

  it('is taken from the journal after a restart', async () => {
    await writeFile(join(bucket.directory, 'a'), 'one');
    letTimePass();
    await etags();
    const text = await readFile(journal(), 'utf8');
    await bucket.server.close();
    await writeFile(journal(), text.replace(md5Of('one'), md5Of('marker')));
    await bucket.restart();
    expect(await etags()).toEqual([`"${md5Of('marker')}"`]);
  });
});

describe('the names of a directory', () => {
  it('are read again for a new listing, and for a next page only when they changed', async () => {
    const directory = bucket.directory;
    await writeFile(join(directory, 'a'), '');
    await utimes(directory, 1_700_000_000, 1_700_000_000);
    const names = new DirectoryNames(await BucketFolder.open(directory));
    const first = await names.read('', { reuse: false });
    expect(await names.read('', { reuse: true })).toBe(first);
    expect(await names.read('', { reuse: false })).not.toBe(first);
    await writeFile(join(directory, 'b'), '');
    expect(await names.read('', { reuse: true })).toEqual(['a', 'b']);
  });

  it('are not kept while a change could leave the same time stamp', async () => {
    const names = new DirectoryNames(await BucketFolder.open(bucket.directory));
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now - 1);
    const first = await names.read('', { reuse: true });
    expect(await names.read('', { reuse: true })).not.toBe(first);
  });
});
