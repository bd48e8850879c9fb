import { describe, expect, it } from '@jest/globals';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import { publish } from '../../support/simulation/publish.ts';

const minute = 60_000;

const rollBack = async ({ operator }: OperatorsWorld, to?: number) =>
  operator().rollbackAudience('shop', 'vip.csv', to, 'rollback-1');

describe('audience rollback', () => {
  it('goes to what was live before, and never to the list that was rolled back from', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      const bad = await publish(world, 'user-1');
      expect(await rollBack(world)).toMatchObject({ version: good, superseded: bad });
      const badAgain = await publish(world, 'user-2');
      expect(await rollBack(world)).toMatchObject({ version: good, superseded: badAgain });
    }));

  it('goes to what was live before the audience was deleted and imported again', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const second = await publish(world, 'user-1');
      await world.operator().deleteAudience('shop', 'vip.csv', { forgetFile: false });
      const third = await publish(world, 'user-2');
      expect(await rollBack(world)).toMatchObject({ version: second, superseded: third });
    }));

  it('leaves a correction due that waits for its import', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      await publish(world, 'user-1');
      await world.time.sleep(10 * minute);
      await world.upload(['user-2']);
      await world.scan();
      expect(await rollBack(world)).toMatchObject({ version: good, file: 'due' });
      await world.deliver();
      const { source, outcome, versions } = await world.item();
      expect(outcome).toMatchObject({ etag: source.etag, result: 'published' });
      expect(versions[(await world.liveVersion())!]).toMatchObject({ etag: source.etag });
    }));

  it('calls the import of a correction off that is running, and the next scan sends it again', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      await publish(world, 'user-1');
      await world.time.sleep(10 * minute);
      await world.upload(['user-2']);
      await world.scan();
      const running = world.deliver(({ operation }) =>
        operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined,
      );
      await world.time.sleep(minute);
      expect(await rollBack(world)).toMatchObject({ version: good, file: 'called-off' });
      await running;
      expect(await world.liveVersion()).toBe(good);
      await world.scan();
      await world.deliver();
      expect((await world.item()).outcome).toMatchObject({ result: 'published' });
      expect(await world.liveVersion()).not.toBe(good);
    }));

  it('does not bring the list back that it was rolled back from', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      await publish(world, 'user-1');
      expect(await rollBack(world)).toMatchObject({ version: good, file: 'done' });
      await world.time.sleep(10 * minute);
      await world.scan();
      await world.deliver();
      expect(await world.liveVersion()).toBe(good);
    }));

  it('acts once when its answer is lost and an import has published meanwhile', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      const bad = await publish(world, 'user-1');
      for (const to of [undefined, good]) {
        const { rollbackAudience } = world.operator({ faultOf: losingFirst('UpdateItem', minute) });
        const rollback = rollbackAudience('shop', 'vip.csv', to, `rollback-${to}`);
        await world.time.sleep(1_000);
        expect(await world.liveVersion()).toBe(good);
        await world.upload([`user-${to ?? 3}`, 'user-2']);
        await world.scan();
        await world.deliver();
        const corrected = await world.liveVersion();
        expect(await rollback).toMatchObject({ result: 'published', version: good });
        expect(await world.liveVersion()).toBe(corrected);
        expect(corrected).toBeGreaterThan(bad);
      }
    }));
});

describe('the others', () => {
  it('delete once when an answer is lost and the file was imported again meanwhile', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { deleteAudience } = world.operator({ faultOf: losingFirst('UpdateItem', minute) });
      const deletion = deleteAudience('shop', 'vip.csv', { forgetFile: false });
      await world.time.sleep(1_000);
      await world.scan();
      await world.deliver();
      const again = await world.liveVersion();
      expect(again).toBeDefined();
      expect(await deletion).toMatchObject({ result: 'deleted', version: again! - 1 });
      expect(await world.liveVersion()).toBe(again);
    }));

  it('retry once when an answer is lost and the import has ended meanwhile', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { retryImport } = world.operator({ faultOf: losingFirst('UpdateItem', minute) });
      const retry = retryImport('shop', 'vip.csv');
      await world.time.sleep(1_000);
      await world.scan();
      await world.deliver();
      const { outcome } = await world.item();
      expect(outcome).not.toHaveProperty('retryAt');
      expect(await retry).toBe('due');
      expect((await world.item()).outcome).toEqual(outcome);
    }));
});
