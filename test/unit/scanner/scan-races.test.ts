import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { tables } from '../../support/simulation/resources.ts';
import { inSmallWorld, settings, type SmallWorld } from '../../support/simulation/small-world.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';

const minute = 60_000;
const hour = 60 * minute;
const shop = { path: 'shop/', ...settings };
const etagOf = (body: string): string => createHash('md5').update(body).digest('hex');

const liveEtag = async ({ getItem }: SmallWorld): Promise<string | undefined> =>
  findLiveVersion((await getItem('shop', 'vip.csv'))?.versions ?? {})?.etag;

/** This process waits so long for every answer of an operation. */
const late =
  (operation: string, milliseconds: number): FaultOf =>
  (call) =>
    call.operation === operation ? { requestDelay: milliseconds } : undefined;

describe('what S3 lists is taken by the next scan, whatever its date:', () => {
  const dayBack = 24 * hour;
  it.each<[string, (world: SmallWorld) => Promise<unknown>]>([
    ['an earlier version that was restored', ({ put }) => put('shop/vip.csv', 'restored', dayBack)],
    ['a file under another path', ({ putProject }) => putProject.change('shop', { path: 'prod/' })],
    [
      'an upload that was removed and put again with an old date',
      async ({ put, remove, scan }) => {
        await remove('shop/vip.csv');
        await scan();
        await put('shop/vip.csv', 'restored', dayBack);
      },
    ],
  ])('%s', async (_, change) => {
    await inSmallWorld(async (world) => {
      const { put, putProject, scan, deliver, time } = world;
      await putProject.create('shop', shop);
      await put('prod/vip.csv', 'restored');
      await time.sleep(10 * hour);
      await put('shop/vip.csv', 'later');
      await scan();
      await deliver();
      expect(await liveEtag(world)).toBe(etagOf('later'));

      await change(world);
      expect(await scan()).toMatchObject({ changed: 1, sent: 1, overtaken: 0 });
      await deliver();
      expect(await liveEtag(world)).toBe(etagOf('restored'));
    });
  });
});

describe('a scan that listed earlier', () => {
  it('does not mark a file as missing that was uploaded and recorded since', async () => {
    await inSmallWorld(async (world) => {
      const { put, putProject, scan, deliver, time, getItem } = world;
      await putProject.create('shop', shop);
      const slow = scan(late('Query', 10_000));
      await time.sleep(2_000);
      await put('shop/vip.csv', 'new');
      expect(await scan()).toMatchObject({ sent: 1 });
      expect(await slow).toMatchObject({ overtaken: 1, missing: 0 });
      expect((await getItem('shop', 'vip.csv'))?.source.present).toBe(true);
      await deliver();
      expect(await liveEtag(world)).toBe(etagOf('new'));
    });
  });

  it('does not bring back a file that was deleted with its audience', async () => {
    await inSmallWorld(async (world) => {
      const { document, put, putProject, remove, scan, deliver, time, getItem } = world;
      await putProject.create('shop', shop);
      await put('shop/vip.csv', 'old');
      await scan();
      await deliver();
      const slow = scan(late('Query', 10_000));
      await time.sleep(2_000);
      await remove('shop/vip.csv');
      const { now } = time;
      await createDeleteAudience({
        dynamodb: document,
        tableName: tables.audiences,
        getItem,
        now,
        newId: () => 'operation-1',
      })('shop', 'vip.csv', { forgetFile: true });
      expect(await slow).toMatchObject({ overtaken: 1, sent: 0 });
      expect((await getItem('shop', 'vip.csv'))?.source.present).toBe(false);
      await scan();
      expect((await getItem('shop', 'vip.csv'))?.source.present).toBe(false);

      await put('shop/vip.csv', 'again');
      await scan();
      await deliver();
      expect(await liveEtag(world)).toBe(etagOf('again'));
    });
  });

  it.each([
    ['there is another file of its name', 'other'],
    ['there is none of its name', undefined],
  ])('records nothing of a path that the project has left since, where %s', async (_, body) => {
    await inSmallWorld(async (world) => {
      const { put, putProject, scan, deliver, time, getItem } = world;
      await putProject.create('shop', shop);
      await put('shop/vip.csv', 'first');
      if (body !== undefined) await put('prod/vip.csv', body);
      await scan();
      await deliver();
      await put('shop/vip.csv', 'second');
      const slow = scan(late('UpdateItem', 10_000));
      await time.sleep(2_000);
      await putProject.change('shop', { path: 'prod/' });
      await scan();
      expect(await slow).toMatchObject({ overtaken: 1, sent: 0 });
      await deliver();
      expect((await getItem('shop', 'vip.csv'))?.source).toMatchObject(
        body === undefined ? { present: false } : { present: true, etag: etagOf(body) },
      );
      expect(await liveEtag(world)).toBe(etagOf(body ?? 'first'));
    });
  });

  it('sends nothing for a file that is gone since', async () => {
    await inSmallWorld(async ({ put, putProject, remove, scan, time, getItem }) => {
      await putProject.create('shop', shop);
      await put('shop/vip.csv', 'old');
      const slow = scan(late('UpdateItem', 10_000));
      await time.sleep(2_000);
      await scan();
      await remove('shop/vip.csv');
      await scan();
      expect(await slow).toMatchObject({ overtaken: 1, sent: 0 });
      expect((await getItem('shop', 'vip.csv'))?.source.present).toBe(false);
    });
  });
});

describe('a file that changes more often than its message travels', () => {
  /** Each version lies there for ten minutes, and is seen in the first of them. */
  const liveOn = async ({ put, scan, deliver, time }: SmallWorld, isDelivered: boolean) => {
    let longest = 0;
    const end = time.now() + 6 * hour;
    for (let version = 0; time.now() < end; version += 1) {
      await put('shop/vip.csv', `user-${version}`);
      await time.sleep(minute);
      longest = Math.max(longest, (await scan())?.longestWaitSeconds ?? 0);
      for (let minutes = 1; minutes < 10; minutes += 1) {
        if (isDelivered) await deliver();
        await time.sleep(minute);
      }
    }
    return longest;
  };
  const slowQueue: FaultOf = ({ operation }) =>
    operation === 'SendMessageBatch' ? { deliveries: () => [15 * minute] } : undefined;

  it('is imported all the same, as it is by then', async () => {
    await inSmallWorld(async (world) => {
      await world.putProject.create('shop', shop);
      const longest = await liveOn(world, true);
      const item = await world.getItem('shop', 'vip.csv');
      expect(item?.versionCounter).toBeGreaterThan(30);
      expect(longest).toBeLessThan(30 * 60);
    }, slowQueue);
  });

  it('waits since its first version was seen, when none is imported', async () => {
    await inSmallWorld(async (world) => {
      await world.putProject.create('shop', shop);
      expect(await liveOn(world, false)).toBeGreaterThan(5 * 3600);
    }, slowQueue);
  });
});
