import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import type { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { AudienceNotFoundError, AudienceReader, VersionGoneError } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, someCounts } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { importList } from '../../support/publish-members.ts';
import { collect } from '../../support/streams.ts';

let dynalite: Dynalite;
let reader: AudienceReader;

beforeAll(async () => {
  dynalite = await startDynalite();
  reader = new AudienceReader({ dynamodb: dynalite.client, tables: dynalite.tables });
});
afterAll(() => dynalite.stop());

const idsOf = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index * 7919}`);

/** Removes some chunks of every version in the table, as the collector does after the grace period. */
const removeChunks = async (
  isRemoved: (bucket: number, chunkSet: string) => boolean,
): Promise<void> => {
  const { document, tables } = dynalite;
  const { Items } = await document.send(new ScanCommand({ TableName: tables.memberships }));
  for (const { chunkSet, bucket } of (Items ?? []) as { chunkSet: string; bucket: number }[])
    if (isRemoved(bucket, chunkSet))
      await document.send(
        new DeleteCommand({ TableName: tables.memberships, Key: { chunkSet, bucket } }),
      );
};

describe('a snapshot', () => {
  it('gives each member once, and says who is in', async () => {
    const members = [...idsOf('user', 20_000), '漢字', '😀', ' 1', '1'];
    await importList(dynalite, 'all.csv', members);
    const snapshot = await reader.snapshot('shop', 'all');
    expect(snapshot).toMatchObject({ version: 1, members: members.length });
    expect((await collect(snapshot.ids())).sort()).toEqual([...members].sort());
    for (const id of ['漢字', '😀', ' 1', '1', 'user-0'])
      expect(await snapshot.contains(id)).toBe(true);
    for (const id of ['01', '1 ', 'USER-0', '', 'user-0\nuser-7919'])
      expect(await snapshot.contains(id)).toBe(false);
  });

  it('stays what it is while versions are replaced', async () => {
    const lists = [idsOf('a', 3000), idsOf('b', 5000), idsOf('c', 10)];
    await importList(dynalite, 'changing.csv', lists[0]!);
    const snapshot = await reader.snapshot('shop', 'changing');
    const ids = snapshot.ids()[Symbol.asyncIterator]();
    const seen: string[] = [];
    for (const list of lists.slice(1)) {
      for (let step = 0; step < 1000; step += 1) seen.push((await ids.next()).value as string);
      await importList(dynalite, 'changing.csv', list);
      expect(await snapshot.contains('a-0')).toBe(true);
      expect(await snapshot.contains('b-0')).toBe(false);
    }
    for (let next = await ids.next(); !next.done; next = await ids.next()) seen.push(next.value);
    expect(seen.sort()).toEqual([...lists[0]!].sort());
    expect(await collect((await reader.snapshot('shop', 'changing')).ids())).toHaveLength(10);
  });

  it('of an earlier version is whole, until that is collected', async () => {
    await importList(dynalite, 'earlier.csv', idsOf('old', 2000));
    await importList(dynalite, 'earlier.csv', ['new']);
    const snapshot = await reader.snapshot('shop', 'earlier', { version: 1 });
    expect(snapshot).toMatchObject({ version: 1, members: 2000 });
    expect((await collect(snapshot.ids())).sort()).toEqual(idsOf('old', 2000).sort());
    const live = await reader.snapshot('shop', 'earlier', { version: 2 });
    expect(await collect(live.ids())).toEqual(['new']);
    await expect(reader.snapshot('shop', 'earlier', { version: 3 })).rejects.toThrow(
      VersionGoneError,
    );
    await expect(reader.snapshot('shop', 'never', { version: 1 })).rejects.toThrow(
      AudienceNotFoundError,
    );
  });

  it.each(['collecting', 'abandoned', 'writing'])(
    'is not opened of a version that is %s',
    async (state) => {
      const { document, tables } = dynalite;
      const fileName = `${state}.csv`;
      // The collector leaves a version's layout where it is.
      const layout = { chunks: 1, shards: 1, digest: 'd' };
      const versions = { 1: { state, etag: 'e1', until: 1, layout, counts: someCounts() } };
      const Item = anAudienceItem({ fileName, versions: versions as AudienceItem['versions'] });
      await document.send(new PutCommand({ TableName: tables.audiences, Item }));
      await expect(reader.snapshot('shop', state, { version: 1 })).rejects.toThrow(
        VersionGoneError,
      );
    },
  );

  it('never shows a version that is still being written', async () => {
    await importList(dynalite, 'seen.csv', ['old']);
    const duringWrite: string[][] = [];
    await importList(dynalite, 'seen.csv', ['new'], {
      putChunks: async () => {
        duringWrite.push(await collect((await reader.snapshot('shop', 'seen')).ids()));
        throw new Error('died half way');
      },
    }).catch(() => undefined);
    expect(duringWrite).toEqual([['old']]);
    expect(await collect((await reader.snapshot('shop', 'seen')).ids())).toEqual(['old']);
  });

  it('of an empty version has nobody', async () => {
    await importList(dynalite, 'empty.csv', ['nobody'], {
      openUsers: () => fakeUsers([]),
    });
    const snapshot = await reader.snapshot('shop', 'empty');
    expect(snapshot.members).toBe(0);
    expect(await collect(snapshot.ids())).toEqual([]);
    expect(await snapshot.contains('nobody')).toBe(false);
  });

  it('of something that was never published is an error', async () => {
    await expect(reader.snapshot('shop', 'nothing')).rejects.toThrow(AudienceNotFoundError);
    await importList(dynalite, 'broken.csv', []);
    await expect(reader.snapshot('shop', 'broken')).rejects.toThrow(
      'project "shop" has no published audience "broken"',
    );
  });
});

describe('chunks that are missing', () => {
  it('are an error, never "not a member"', async () => {
    await importList(dynalite, 'gone.csv', idsOf('gone', 3000));
    const snapshot = await reader.snapshot('shop', 'gone');
    await removeChunks((bucket) => bucket === 2);
    const answers = await Promise.allSettled(idsOf('gone', 300).map((id) => snapshot.contains(id)));
    expect(answers.every((answer) => answer.status === 'rejected' || answer.value)).toBe(true);
    expect(answers.some((answer) => answer.status === 'rejected')).toBe(true);
    await expect(collect(snapshot.ids())).rejects.toThrow(VersionGoneError);
  });

  it.each([1, 2])(
    'of a difference or its base are an error, never "not a member": of version %d',
    async (version) => {
      const name = `gone-of-${version}`;
      const members = idsOf(name, 3000);
      await importList(dynalite, `${name}.csv`, members);
      await importList(dynalite, `${name}.csv`, [...members.slice(30), 'new']);
      const snapshot = await reader.snapshot('shop', name);
      expect(await snapshot.containsMany(members)).toEqual(new Set(members.slice(30)));
      await removeChunks((_, chunkSet) => chunkSet.includes(`#${version}#`));
      for (const id of ['new', 'nobody', members[0]!, members[50]!])
        await expect(snapshot.contains(id)).rejects.toThrow(VersionGoneError);
      await expect(snapshot.containsMany(['new', members[50]!])).rejects.toThrow(VersionGoneError);
      await expect(collect(snapshot.ids())).rejects.toThrow(VersionGoneError);
    },
  );

  it('in an eventually consistent answer are read again consistently', async () => {
    await importList(dynalite, 'lagging.csv', [...idsOf('lagging', 2980), ...idsOf('left', 20)]);
    await importList(dynalite, 'lagging.csv', idsOf('lagging', 3000));
    const late = new AudienceReader({
      dynamodb: lateReplicaOf(dynalite.client),
      tables: dynalite.tables,
    });
    const snapshot = await late.snapshot('shop', 'lagging');
    expect((await collect(snapshot.ids())).sort()).toEqual(idsOf('lagging', 3000).sort());
    for (const id of idsOf('lagging', 200)) expect(await snapshot.contains(id)).toBe(true);
  });
});

interface Answer {
  statusCode: number;
  body: AsyncIterable<Buffer>;
}
interface Found {
  Item?: { bucket?: { N: string } };
  Items?: { bucket?: { N: string } }[];
}

/** Answers eventually consistent reads without the chunks of odd buckets. */
const lateReplicaOf = (client: DynamoDBClient): DynamoDBClient => {
  const late = Object.create(client) as DynamoDBClient;
  const isOdd = (item: Found['Item']): boolean => Number(item?.bucket?.N) % 2 === 1;
  late.send = ((command: GetItemCommand, options: object) => {
    if (command.input.ConsistentRead !== true)
      command.middlewareStack.add(
        (next) => async (args) => {
          const result = await next(args);
          const answer = result.response as Answer;
          const found = JSON.parse(Buffer.concat(await collect(answer.body)).toString()) as Found;
          if (isOdd(found.Item)) delete found.Item;
          if (found.Items) found.Items = found.Items.filter((item) => !isOdd(item));
          const body = Readable.from([Buffer.from(JSON.stringify(found))]);
          return { ...result, response: { ...answer, body } };
        },
        // Nearer to the connection than whatever the reader has added.
        { step: 'deserialize', priority: 'low' },
      );
    return client.send(command, options);
  }) as typeof client.send;
  return late;
};
