import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { bucketOf, chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { hashId } from '../../support/hash-id.ts';
import { AudienceReader } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { importList } from '../../support/publish-members.ts';
import { itWithPython, runPython } from '../../support/python.ts';
import { collect } from '../../support/streams.ts';
import { readVectors, toPlainItem } from '../../support/vectors.ts';

const it = itWithPython(['boto3', 'zstandard']);
const example = join(import.meta.dirname, '../../../docs/examples/read_audience.py');

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const read = (name: string, ...ids: string[]): Promise<string[]> => {
  const { endpoint, tables } = dynalite;
  const options = ['--audiences', tables.audiences, '--memberships', tables.memberships];
  return runPython([example, ...options, '--endpoint-url', endpoint, 'shop', name, '--', ...ids], {
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }).then((printed) => printed.split('\n').slice(0, -1));
};

const liveVersion = async (name: string) => {
  const getItem = createGetAudienceItem(dynalite.document, dynalite.tables.audiences);
  const item = await getItem('shop', `${name}.csv`);
  return { audienceId: item!.audienceId, ...findLiveVersion(item!.versions)! };
};

const put = async (table: keyof Dynalite['tables'], items: Record<string, unknown>[]) => {
  for (const item of items)
    await dynalite.document.send(
      new PutCommand({ TableName: dynalite.tables[table], Item: toPlainItem(item) }),
    );
};

const readerOf = ({ client, tables }: Dynalite) => new AudienceReader({ dynamodb: client, tables });

describe('the reader in Python', () => {
  it('agrees with the test vectors', async () => {
    await runPython([join(import.meta.dirname, 'test_vectors.py')]);
  });

  it('reads what the importer has published', async () => {
    const odd = ['漢字', '😀', ' 1', '1', 'a\rb', 'say "hi"', '-1', 'é'];
    // Does not compress, so that there are enough chunks for several shards.
    const many = Array.from({ length: 30_000 }, (_, index) =>
      createHash('sha512').update(String(index)).digest('base64'),
    );
    await importList(dynalite, 'all.csv', [...odd, ...many]);
    expect((await liveVersion('all')).layout.shards).toBeGreaterThan(1);

    const members = await read('all');
    expect([...members].sort()).toEqual([...odd, ...many].sort());
    const snapshot = await readerOf(dynalite).snapshot('shop', 'all');
    expect(members).toEqual(await collect(snapshot.ids()));

    const asked = [...odd, ...many.slice(0, 20)];
    expect(await read('all', ...asked)).toEqual(asked.map(() => 'yes'));
    const others = ['', '01', '1 ', 'e\u0301', 'A\rB', asked.join('\n'), many[0]!.slice(1)];
    expect(await read('all', ...others)).toEqual(others.map(() => 'no'));
  });

  it('reads the version that is published now, an empty one too', async () => {
    await importList(dynalite, 'changing.csv', ['old', 'kept']);
    await importList(dynalite, 'changing.csv', ['kept', 'new']);
    expect(await read('changing', 'old', 'kept', 'new')).toEqual(['no', 'yes', 'yes']);
    await importList(dynalite, 'changing.csv', ['nobody'], {
      openUsers: () => fakeUsers([]),
      getProject: () => Promise.resolve(aProject({ holdWhenEmpty: false })),
    });
    expect(await read('changing')).toEqual([]);
    expect(await read('changing', 'kept', '')).toEqual(['no', 'no']);
  });

  it('reads a difference that the importer has published', async () => {
    const before = Array.from({ length: 3000 }, (_, index) => `user-${index * 7919}`);
    const now = [...before.slice(20), '漢字', '😀', 'new-1', 'new-2'];
    await importList(dynalite, 'refreshed.csv', before);
    await importList(dynalite, 'refreshed.csv', now);
    expect((await liveVersion('refreshed')).layout).toMatchObject({ format: 2, base: 1 });

    const members = await read('refreshed');
    expect([...members].sort()).toEqual([...now].sort());
    const snapshot = await readerOf(dynalite).snapshot('shop', 'refreshed');
    expect(members).toEqual(await collect(snapshot.ids()));
    const asked = [...before.slice(15, 25), '漢字', '😀', 'new-1', 'new-3'];
    const answers = asked.map((id) => (now.includes(id) ? 'yes' : 'no'));
    expect(await read('refreshed', ...asked)).toEqual(answers);
  });

  for (const kind of ['version', 'difference'] as const)
    it(`reads a ${kind} that another program wrote as the product does`, async () => {
      const { items, members, notMembers } = readVectors(kind);
      await put('audiences', items.audiences);
      await put('memberships', items.memberships);

      const snapshot = await readerOf(dynalite).snapshot('shop', 'vip');
      expect(await collect(snapshot.ids())).toEqual(members);
      expect(await read('vip')).toEqual(members);
      for (const id of members) expect([id, await snapshot.contains(id)]).toEqual([id, true]);
      for (const id of notMembers) expect([id, await snapshot.contains(id)]).toEqual([id, false]);
      expect(await read('vip', ...members)).toEqual(members.map(() => 'yes'));
      expect(await read('vip', ...notMembers)).toEqual(notMembers.map(() => 'no'));
    });

  it('fails, and says neither yes nor no, where a chunk is gone', async () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `gone-${index}`);
    await importList(dynalite, 'gone.csv', ids);
    const { audienceId, version, layout } = await liveVersion('gone');
    await dynalite.document.send(
      new DeleteCommand({
        TableName: dynalite.tables.memberships,
        Key: { chunkSet: chunkSetKey(audienceId, version, 0), bucket: 1 },
      }),
    );
    const isGone = (id: string) => bucketOf(hashId(id), layout.chunks) === 1;
    const others = ids.map((id) => id.toUpperCase());
    const gone = [ids.find(isGone)!, others.find(isGone)!];
    for (const id of gone)
      await expect(read('gone', id)).rejects.toMatchObject({
        stdout: '',
        stderr: expect.stringContaining('VersionGone: chunk 1 of version 1 is gone'),
      });
    await expect(read('gone')).rejects.toMatchObject({
      stderr: expect.stringContaining('VersionGone'),
    });
    expect(
      await read(
        'gone',
        ids.find((id) => !isGone(id))!,
      ),
    ).toEqual(['yes']);
  });

  it('fails where nothing is published under the name', async () => {
    await importList(dynalite, 'broken.csv', []);
    for (const name of ['broken', 'nothing', 'all.csv'])
      await expect(read(name)).rejects.toMatchObject({
        stderr: expect.stringContaining(`project 'shop' has no published audience '${name}'`),
      });
  });
});
