import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import {
  createGetChunk,
  createReadChunks,
} from '../../../lambdas/importer/adapters/read-chunks.ts';
import { UnreadableVersionError } from '../../../lambdas/importer/comparison/ports.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { AudienceReader } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { orderMembers } from '../../support/order-members.ts';
import { importList } from '../../support/publish-members.ts';

const usersFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    createHash('sha256')
      .update(`user ${first + place}`)
      .digest('hex'),
  );

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

describe('an audience that is imported again and again', () => {
  it('is stored as differences, of which readers see the members of each version', async () => {
    const reader = new AudienceReader({ dynamodb: dynalite.client, tables: dynalite.tables });
    const getItem = createGetAudienceItem(dynalite.document, dynalite.tables.audiences);
    const formats: unknown[] = [];
    const snapshots = [];
    for (let day = 0; day < 12; day += 1) {
      const ids = usersFrom(day * 60, 2_000);
      const result = await importList(dynalite, 'vip.csv', ids);
      expect(result).toMatchObject({
        counts: day === 0 ? { added: 2_000, removed: 0 } : { added: 60, removed: 60 },
      });
      const item = await getItem('shop', 'vip.csv');
      formats.push(findLiveVersion(item!.versions)?.layout.format);
      snapshots.push({ ids, snapshot: await reader.snapshot('shop', 'vip') });
    }
    expect(formats.filter((format) => format === undefined).length).toBeGreaterThan(1);
    expect(formats.filter((format) => format === 2).length).toBeGreaterThan(5);
    for (const { ids, snapshot } of snapshots) {
      const read: string[] = [];
      for await (const id of snapshot.ids()) read.push(id);
      expect(read).toEqual(orderMembers(ids).ids);
      expect(await snapshot.contains(ids[0]!)).toBe(true);
      expect(await snapshot.contains('nobody')).toBe(false);
    }
  });

  it('has its chunks read page by page, or one by one', async () => {
    const { client, tables } = dynalite;
    await importList(dynalite, 'pages.csv', usersFrom(0, 5_000));
    const item = await createGetAudienceItem(dynalite.document, tables.audiences)(
      'shop',
      'pages.csv',
    );
    const { version, layout } = findLiveVersion(item!.versions)!;
    const of = { audienceId: item!.audienceId, version, ...layout };
    const watch = { stallMs: 10_000, startTimer };
    const { signal } = new AbortController();
    const page = await createReadChunks(client, tables.memberships, watch)(of, 0, 1, signal);
    expect(page.chunks.map(({ bucket }) => bucket)).toEqual(
      Array.from({ length: layout.chunks - 2 }, (_, place) => place + 2),
    );
    expect(page.units).toBeGreaterThan(0);
    expect(page.next).toBeUndefined();
    const get = createGetChunk(client, tables.memberships, watch);
    expect(await get(of, 1, signal)).toMatchObject({ chunk: { bucket: 1 }, units: 1 });
    expect(await get(of, 999, signal)).toMatchObject({ chunk: undefined });

    await client.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [tables.memberships]: [
            {
              PutRequest: {
                Item: { chunkSet: { S: `${of.audienceId}#99#0` }, bucket: { N: '0' } },
              },
            },
          ],
        },
      }),
    );
    await expect(get({ ...of, version: 99 }, 0, signal)).rejects.toThrow(UnreadableVersionError);
  });
});
