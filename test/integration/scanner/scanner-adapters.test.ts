import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createListFiles } from '../../../lambdas/scanner/adapters/list-files.ts';
import { createPosition } from '../../../lambdas/scanner/adapters/position.ts';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import { createRecordRetry } from '../../../lambdas/scanner/adapters/record-sending.ts';
import {
  createRecordMissing,
  createRecordSource,
} from '../../../lambdas/scanner/adapters/record-source.ts';
import type { RecordSourceOptions } from '../../../lambdas/scanner/ports.ts';
import type { ListedFolder, ListedObject } from '../../../lambdas/scanner/domain/listing.ts';
import { mergeByFileName } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import {
  MalformedItemError,
  MalformedItemsError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import {
  createGetAudienceItem,
  createListAudienceItems,
} from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import { scannerKey } from '../../../lambdas/shared/contract.ts';
import type {
  AudienceItem,
  Enqueued,
  Outcome,
  Source,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { inGroups } from '../../../lambdas/shared/in-groups.ts';
import { startS3 } from '../../../local/s3/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, aSource } from '../../support/factories.ts';
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

const now = 100_000_000;
const sending: Enqueued = { etag: 'e1', at: 5, sending: true };

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

const namesOf = (listed: readonly (ListedObject | ListedFolder)[]): string[] =>
  listed.flatMap((each) => ('name' in each ? [each.name] : []));

describe('listing files', () => {
  it('gives the objects directly under the path, whatever their names, in byte order', async () => {
    for (const name of awkward) await put(`shop/${name}.csv`);
    for (const other of ['shop/notes.txt', 'shop/csv.txt', 'shop/old/vip.csv', 'shop2/vip.csv'])
      await put(other);
    const listed = await collect(createListFiles(s3, 'inbox', () => 7)('shop/'));
    const names = awkward.map((name) => `${name}.csv`);
    expect(namesOf(listed)).toEqual([...names, 'notes.txt', 'csv.txt'].sort(byBytes));
    const all = listed.map((each) => ('folder' in each ? each.folder : each.name));
    expect(all).toEqual([...names, 'notes.txt', 'csv.txt', 'old/'].sort(byBytes));
    expect(listed[0]).toMatchObject({ etag: 'b80bb7740288fda1f201890375a60c8f', size: 2 });
  });

  it('says of each file when its page was asked for, before it was', async () => {
    const names = Array.from({ length: 2001 }, (_, index) => String(index).padStart(4, '0'));
    for (const group of inGroups(names, 100))
      await Promise.all(group.map((name) => put(`many/${name}.csv`)));
    let time = 0;
    const pages: number[] = [];
    for await (const file of createListFiles(s3, 'inbox', () => (time += 1))('many/'))
      if ('name' in file) pages[file.listedAt] = (pages[file.listedAt] ?? 0) + 1;
    expect(pages.slice(1)).toEqual([1000, 1000, 1]);
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
    await expect(collect(mergeByFileName(streamOf([]), streamOf(known), 7))).resolves.toHaveLength(
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
    const recordRetry = createRecordRetry(document, tables.audiences);
    return {
      fileName,
      put: (Item: AudienceItem) =>
        document.send(new PutCommand({ TableName: tables.audiences, Item })),
      record: (source = aSource(), options?: RecordSourceOptions) =>
        record('shop', fileName, source, options),
      recordMissing: (listedAt: number, disbelieved?: number) =>
        recordMissing('shop', fileName, listedAt, disbelieved),
      recordRetry: () => recordRetry(aMessage({ fileName, at: 5 }), sending),
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

  it.each<[string, Partial<Source>, Partial<Source>]>([
    ['with another date', { lastModified: 2 }, { lastModified: 1 }],
    ['that was older: an earlier version, another path', { lastModified: 1 }, { lastModified: 2 }],
    ['that is the same', { etag: 'later', size: 5 }, {}],
  ])('goes by when it was listed, and not by its date, of a file %s', async (_, later, earlier) => {
    for (const isInOrder of [true, false]) {
      const { record, read } = arrange();
      const first = aSource({ etag: 'earlier', seenAt: 10, ...earlier });
      const second = aSource({ etag: 'later', seenAt: 11, ...later });
      const written = isInOrder
        ? [await record(first), await record(second)]
        : [await record(second), await record(first)];
      expect(written).toEqual([true, isInOrder]);
      expect((await read())?.source).toEqual(second);
    }
  });

  it('takes one of two that were listed in the same moment, and leaves the other to the next scan', async () => {
    const { record, read } = arrange();
    expect(await record(aSource({ etag: 'e1', seenAt: 10 }))).toBe(true);
    expect(await record(aSource({ etag: 'e2', seenAt: 10 }))).toBe(false);
    expect((await read())?.source.etag).toBe('e1');
    expect(await record(aSource({ etag: 'e2', seenAt: 11 }))).toBe(true);
  });

  it('has done so when it is repeated because the answer was lost', async () => {
    const { record, recordMissing } = arrange();
    for (let repeat = 0; repeat < 2; repeat += 1) expect(await record(aSource())).toBe(true);
    const listedAt = aSource().seenAt + 1;
    for (let repeat = 0; repeat < 2; repeat += 1) expect(await recordMissing(listedAt)).toBe(true);
  });

  it('is not kept out by a time that no clock can have told', async () => {
    const { record, recordMissing, read } = arrange();
    const disbelieved = now + 300_001;
    await record(aSource({ seenAt: disbelieved }));
    expect(await recordMissing(10, disbelieved)).toBe(true);
    expect((await read())?.source).toMatchObject({ present: false, seenAt: 10 });
    await record(aSource({ seenAt: disbelieved }));
    expect(await record(aSource({ etag: 'e2', seenAt: 9 }), { disbelieved })).toBe(true);
    expect((await read())?.source).toMatchObject({ etag: 'e2', seenAt: 9 });
  });

  it('undoes nothing that was listed since, however late it comes, and whatever it did not believe', async () => {
    const { record, recordMissing, read } = arrange();
    const hour = 3_600_000;
    const seenSince = aSource({ seenAt: now + hour });
    await record(seenSince);
    for (const disbelieved of [undefined, now + 300_001]) {
      expect(await record(aSource({ etag: 'e2', seenAt: now }), { disbelieved })).toBe(false);
      expect(await recordMissing(now, disbelieved)).toBe(false);
    }
    expect((await read())?.source).toEqual(seenSince);
  });

  it('notes with it that a message is about to be sent', async () => {
    const { record, read } = arrange();
    await record(aSource(), { sending });
    expect((await read())?.enqueued).toEqual(sending);
    await record(aSource({ etag: 'e2', seenAt: now }));
    expect((await read())?.enqueued).toEqual(sending);
  });

  it('leaves alone what others have written to the item of a known file', async () => {
    const { fileName, put, record, read } = arrange();
    const notice = {
      kind: 'rejected' as const,
      cause: 'empty',
      message: '',
      importId: 'i0',
      etag: 'e1',
      at: 1,
    };
    const known = anAudienceItem({
      fileName,
      audienceId: 'drawn before',
      versionCounter: 7,
      notices: { 'i0:empty': notice },
      versions: { 7: { state: 'writing', etag: 'e1', until: 1 } },
      claim: { version: 7, owner: 'i7', etag: 'e1', until: 1 },
      pending: 'shop',
    });
    await put(known);
    const source = aSource({ etag: 'e2', seenAt: now });
    expect(await record(source)).toBe(true);
    expect(await read()).toEqual({ ...known, source });
  });

  it('marks a file as gone that was seen before, and lets no earlier listing bring it back', async () => {
    const { record, recordMissing, read } = arrange();
    const seen = aSource({ seenAt: 10 });
    await record(seen);
    expect(await recordMissing(12)).toBe(true);
    expect((await read())?.source).toEqual({
      ...seen,
      present: false,
      seenAt: 12,
      changedAt: seen.seenAt,
    });
    expect(await record(aSource({ etag: 'e2', seenAt: 11 }))).toBe(false);
    expect(await record(aSource({ etag: 'e2', lastModified: 1, seenAt: 13 }))).toBe(true);
    expect((await read())?.source).toMatchObject({ etag: 'e2', present: true });
  });

  it('does not mark a file as gone that was listed since, changed or not', async () => {
    const { record, recordMissing, read } = arrange();
    await record(aSource({ seenAt: 10 }));
    expect(await recordMissing(10)).toBe(false);
    expect(await recordMissing(9)).toBe(false);
    expect((await read())?.source.present).toBe(true);
  });

  it('creates no item for a missing file that nobody knows', async () => {
    const { recordMissing, read } = arrange();
    expect(await recordMissing(10)).toBe(false);
    expect(await read()).toBeUndefined();
  });

  it.each<[string, Partial<Outcome> | undefined, boolean]>([
    ['was rejected for the limit', {}, true],
    ['was rejected otherwise since', { cause: 'empty' }, false],
    ['was rejected for the limit as another version', { etag: 'e2' }, false],
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
    expect((await read())?.enqueued).toEqual(isGiven ? sending : undefined);
  });

  it.each<[string, Partial<Source>]>([
    ['was seen as another version', { etag: 'e2' }],
    ['is gone', { present: false }],
  ])('gives none to a file that %s since', async (_, source) => {
    const { fileName, put, recordRetry } = arrange();
    const outcome: Outcome = {
      etag: 'e1',
      result: 'rejected',
      cause: 'limit',
      importId: 'i',
      at: 1,
    };
    await put(anAudienceItem({ fileName, outcome, source: aSource(source) }));
    expect(await recordRetry()).toBe(false);
  });
});

describe('a part of a project', () => {
  it('is listed behind a name, as it is read from the table', async () => {
    const names = awkward.map((name) => `${name}.csv`).sort(byBytes);
    for (const name of awkward) await put(`part/${name}.csv`);
    await put('part/deeper/x.csv');
    const { document, tables } = dynalite;
    for (const fileName of names)
      await document.send(
        new PutCommand({
          TableName: tables.audiences,
          Item: anAudienceItem({ projectId: 'part', fileName }),
        }),
      );
    for (const [index, after] of names.entries()) {
      const listed = await collect(createListFiles(s3, 'inbox', () => 7)('part/', after));
      const known = await collect(createReadKnownFiles(document, tables.audiences)('part', after));
      const rest = names.slice(index + 1);
      expect(namesOf(listed)).toEqual(rest);
      expect(known.map(({ fileName }) => fileName)).toEqual(rest);
    }
  });
});

describe('an item that cannot be read', () => {
  it('comes in its place, and the others as they are', async () => {
    const { document, tables } = dynalite;
    for (const fileName of ['1.csv', '2.csv', '3.csv'])
      await document.send(
        new PutCommand({
          TableName: tables.audiences,
          Item: {
            ...anAudienceItem({ projectId: 'bad', fileName }),
            ...(fileName === '2.csv' && { source: { etag: 7 } }),
          },
        }),
      );
    const known = await collect(createReadKnownFiles(document, tables.audiences)('bad'));
    expect(known).toEqual([
      expect.objectContaining({ fileName: '1.csv', source: aSource() }),
      { fileName: '2.csv', error: expect.any(MalformedItemError) as unknown },
      expect.objectContaining({ fileName: '3.csv' }),
    ]);

    const listed: string[] = [];
    const list = async () => {
      for await (const { fileName } of createListAudienceItems(document, tables.audiences)('bad'))
        listed.push(fileName);
    };
    await expect(list()).rejects.toMatchObject({ entries: [{ key: 'bad/2.csv' }] });
    expect(listed).toEqual(['1.csv', '3.csv']);
  });

  it('is named when all projects behind it were listed, which can begin anywhere', async () => {
    const { document, tables } = dynalite;
    for (const projectId of ['p1', 'p2', 'p3', 'p4', 'p5'])
      await document.send(
        new PutCommand({
          TableName: tables.projects,
          Item: aProject({ projectId, ...(projectId === 'p3' && { audienceLimit: 5000 }) }),
        }),
      );
    const listProjects = createListProjects(document, tables.projects);
    const list = async (after?: string) => {
      const listed: string[] = [];
      try {
        for await (const { projectId } of listProjects(after)) listed.push(projectId);
      } catch (error) {
        if (!(error instanceof MalformedItemsError)) throw error;
        expect(error.entries).toMatchObject([{ key: 'p3', item: { path: 'shop/' } }]);
      }
      return listed;
    };
    const all = await list();
    expect([...all].sort()).toEqual(['p1', 'p2', 'p4', 'p5']);
    for (const [index, projectId] of all.entries())
      expect(await list(projectId)).toEqual(all.slice(index + 1));
  });
});

it('the position of a run is kept, and forgotten', async () => {
  const { document, tables } = dynalite;
  const position = createPosition(document, tables.audiences);
  const reasons = { other: { count: 1, examples: ['_OK'] } };
  const ignored = { reasons, upTo: '_OK' };
  expect(await position.read()).toBeUndefined();
  for (const stopped of [
    {
      after: 'p2',
      unfinished: [
        { projectId: 'p1', after: 'ü.csv', ignored },
        { projectId: 'p0', ignored: { reasons: {} } },
      ],
    },
    {
      after: undefined,
      unfinished: [{ projectId: 'p1', after: undefined, ignored: { reasons: {} } }],
    },
  ]) {
    await position.save(stopped);
    expect(await position.read()).toEqual(stopped);
  }
  await position.clear();
  expect(await position.read()).toBeUndefined();
  await document.send(
    new PutCommand({ TableName: tables.audiences, Item: { ...scannerKey, position: 'x' } }),
  );
  expect(await position.read()).toBeUndefined();
});
