import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createListFiles } from '../../../lambdas/scanner/adapters/list-files.ts';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import {
  createRecordEnqueued,
  createRecordMissing,
  createRecordRetry,
  createRecordSource,
} from '../../../lambdas/scanner/adapters/record-file-state.ts';
import { mergeByFileName } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { ignored } from '../../../lambdas/scanner/ports.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { startS3 } from '../../../local/s3/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aSource } from '../../support/factories.ts';
import { byBytes } from '../../support/file-names.ts';
import { collect, streamOf } from '../../support/streams.ts';

const awkward = [
  'a',
  'a-b',
  'a b',
  'a+b',
  'a.b',
  'a0',
  'é',
  '😀',
  'Ａ',
  '%41',
  'x&<y>',
  'tab\there',
];

let dynalite: Dynalite;
let folder: string;
let server: Awaited<ReturnType<typeof startS3>>;
let s3: S3Client;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'scanner-'));
  server = await startS3({ directory: folder, bucket: 'inbox', port: 0 });
  s3 = new S3Client({
    endpoint: server.url,
    forcePathStyle: true,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  s3.destroy();
  await server.close();
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

const put = (Key: string): Promise<unknown> =>
  s3.send(new PutObjectCommand({ Bucket: 'inbox', Key, Body: 'id' }));

describe('listing files', () => {
  it('gives the files directly under the path, whatever their names, in byte order', async () => {
    for (const name of awkward) await put(`shop/${name}.csv`);
    for (const other of ['shop/notes.txt', 'shop/csv.txt', 'shop/old/vip.csv', 'shop2/vip.csv'])
      await put(other);
    const listed = await collect(createListFiles(s3, 'inbox')('shop/'));
    const files = listed.filter((file) => file !== ignored);
    expect(files.map(({ fileName }) => fileName)).toEqual(
      awkward.map((name) => `${name}.csv`).sort(byBytes),
    );
    // A text file, another one, and a folder.
    expect(listed).toHaveLength(files.length + 3);
    expect(files[0]).toMatchObject({ etag: 'b80bb7740288fda1f201890375a60c8f', size: 2 });
  });
});

describe('what is known of the files', () => {
  it('comes in the order in which S3 lists them', async () => {
    const { document, tables } = dynalite;
    for (const name of awkward)
      await document.send(
        new PutCommand({
          TableName: tables.audiences,
          Item: anAudienceItem({ projectId: 'order', fileName: `${name}.csv` }),
        }),
      );
    const known = await collect(createReadKnownFiles(document, tables.audiences)('order'));
    expect(known.map(({ fileName }) => fileName)).toEqual(
      awkward.map((name) => `${name}.csv`).sort(byBytes),
    );
    await expect(collect(mergeByFileName(streamOf([]), streamOf(known)))).resolves.toHaveLength(
      awkward.length,
    );
  });
});

describe('recording what was seen', () => {
  let names = 0;
  const arrange = () => {
    names += 1;
    const fileName = `${names}.csv`;
    const { document, tables } = dynalite;
    const getItem = createGetAudienceItem(document, tables.audiences);
    const record = createRecordSource(document, tables.audiences, () => 'audience-1');
    const recordMissing = createRecordMissing(document, tables.audiences);
    const recordEnqueued = createRecordEnqueued(document, tables.audiences);
    const recordRetry = createRecordRetry(document, tables.audiences);
    return {
      fileName,
      put: (Item: AudienceItem) =>
        document.send(new PutCommand({ TableName: tables.audiences, Item })),
      record: (source = aSource()) => record('shop', fileName, source),
      recordMissing: (seen = aSource()) => recordMissing('shop', fileName, seen),
      recordEnqueued: () => recordEnqueued(aMessage({ fileName })),
      recordRetry: () => recordRetry('shop', fileName, 'e1', 5),
      read: () => getItem('shop', fileName),
    };
  };

  it('creates the item of a new file', async () => {
    const { record, read } = arrange();
    expect(await record()).toBe(true);
    expect(await read()).toMatchObject({
      audienceId: 'audience-1',
      versionCounter: 0,
      versions: {},
      source: aSource(),
    });
  });

  it('does not let a run that listed earlier undo what a later one saw', async () => {
    const { record, read } = arrange();
    await record(aSource({ etag: 'new', lastModified: 2 }));
    expect(await record(aSource({ etag: 'old', lastModified: 1 }))).toBe(false);
    expect((await read())?.source.etag).toBe('new');
  });

  it('takes what was uploaded within the same second, which is all that S3 tells of the time', async () => {
    const { record, read } = arrange();
    await record(aSource({ etag: 'e1' }));
    expect(await record(aSource({ etag: 'e2' }))).toBe(true);
    expect((await read())?.source.etag).toBe('e2');
  });

  it('leaves alone what others have written to the item of a known file', async () => {
    const { fileName, put, record, read } = arrange();
    const notice = {
      ...{ kind: 'rejected' as const, cause: 'empty', message: '', importId: 'i0' },
      ...{ etag: 'e1', at: 1 },
    };
    const known = anAudienceItem({
      ...{
        fileName,
        audienceId: 'drawn before',
        versionCounter: 7,
        notices: { 'i0:empty': notice },
      },
      versions: { 7: { state: 'writing', etag: 'e1', until: 1 } },
      ...{ claim: { version: 7, owner: 'i7', etag: 'e1', until: 1 }, pending: 'shop' },
    });
    await put(known);
    const source = aSource({ etag: 'e2' });
    expect(await record(source)).toBe(true);
    expect(await read()).toEqual({ ...known, source });
  });

  it('takes a file that came back with an older date', async () => {
    const { record, recordMissing, read } = arrange();
    const seen = aSource({ etag: 'e1', lastModified: 2 });
    await record(seen);
    await recordMissing(seen);
    expect((await read())?.source.present).toBe(false);
    expect(await record(aSource({ etag: 'e2', lastModified: 1 }))).toBe(true);
    expect((await read())?.source).toMatchObject({ etag: 'e2', present: true });
  });

  it.each([
    ['has changed', { etag: 'e2', lastModified: 2 }],
    ['has changed within the same second', { etag: 'e2', lastModified: 1 }],
    ['was uploaded again', { etag: 'e1', lastModified: 2 }],
  ])('does not mark a file as gone that %s since', async (_, since) => {
    const { record, recordMissing, read } = arrange();
    const seen = aSource({ etag: 'e1', lastModified: 1 });
    await record(seen);
    await record(aSource(since));
    await recordMissing(seen);
    expect((await read())?.source.present).toBe(true);
  });

  it('creates no item for a message whose file nobody knows any more', async () => {
    const { recordEnqueued, read } = arrange();
    await recordEnqueued();
    expect(await read()).toBeUndefined();
  });

  it.each<[string, Partial<Outcome> | undefined, boolean]>([
    ['was rejected for the limit', {}, true],
    ['was rejected otherwise since', { cause: 'empty' }, false],
    ['has changed since, and was rejected for the limit again', { etag: 'e2' }, false],
    ['was published since', { result: 'published', cause: undefined }, false],
    ['was deleted since', undefined, false],
  ])('gives another chance to a file that %s: %p %p', async (_, more, isGiven) => {
    const { fileName, put, recordRetry, read } = arrange();
    const rejected = {
      etag: 'e1',
      result: 'rejected' as const,
      cause: 'limit',
      importId: 'i',
      at: 1,
    };
    const outcome: Outcome | undefined = more && { ...rejected, ...more };
    await put(anAudienceItem({ fileName, ...(outcome && { outcome }) }));
    expect(await recordRetry()).toBe(isGiven);
    expect((await read())?.outcome?.retryAt).toBe(isGiven ? 5 : undefined);
  });
});
