import { describe, expect, it } from '@jest/globals';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';

const minute = 60_000;

/** @returns the version that is held */
const hold = async (world: OperatorsWorld, stranger = 'nobody'): Promise<number> => {
  await bring(world, stranger);
  return findHeldVersion((await world.item()).versions)!.version;
};

const approve = ({ operator }: OperatorsWorld, options = {}) =>
  operator(options).approveAudience('shop', 'vip.csv', undefined, 'approve-1');
const discard = ({ operator }: OperatorsWorld, options = {}) =>
  operator(options).discardHeld('shop', 'vip.csv', undefined, 'discarded');
const losing = () => ({ faultOf: losingFirst('UpdateItem', minute) });

describe('a list that would leave nobody', () => {
  it('is held at every scan, and not sent again, until it is approved', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      const empty = await hold(world);
      await world.time.sleep(24 * 60 * minute);
      await world.scan();
      expect((await world.item()).versionCounter).toBe(empty);
      expect(await world.liveVersion()).toBe(good);
      expect(await approve(world)).toMatchObject({
        version: empty,
        superseded: good,
        file: 'done',
      });
      expect(await world.liveVersion()).toBe(empty);
      expect(await publish(world, 'user-1')).toBeGreaterThan(empty);
    }));

  it('makes way for the next list, and for one with the members that are live', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      await hold(world);
      const another = await hold(world, 'nobody either');
      const { versions } = await world.item();
      const held = Object.entries(versions).filter(([, { state }]) => state === 'held');
      expect(held.map(([version]) => Number(version))).toEqual([another]);
      expect(await publish(world, 'user-0', 'nobody')).toBe(good);
      expect(findHeldVersion((await world.item()).versions)).toBeUndefined();
    }));

  it('is approved although its project is paused', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const empty = await hold(world);
      await world.operator().switchProject.pause('shop');
      expect(await approve(world)).toMatchObject({ version: empty });
    }));

  it('is approved once when an answer is lost and a newer list is published meanwhile', () =>
    runWithOperators(async (world) => {
      const good = await publish(world, 'user-0');
      const empty = await hold(world);
      const approval = approve(world, losing());
      await world.time.sleep(1_000);
      expect(await world.liveVersion()).toBe(empty);
      const corrected = await publish(world, 'user-1');
      expect(await approval).toMatchObject({
        result: 'published',
        version: empty,
        superseded: good,
      });
      expect(await world.liveVersion()).toBe(corrected);
    }));

  it('is discarded once when an answer is lost and a newer list is held meanwhile', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const empty = await hold(world);
      const dropping = discard(world, losing());
      await world.time.sleep(1_000);
      await world.upload(['somebody else']);
      await world.scan();
      await world.deliver();
      const newer = findHeldVersion((await world.item()).versions)!.version;
      expect(await dropping).toMatchObject({ result: 'discarded', version: empty });
      expect(findHeldVersion((await world.item()).versions)).toMatchObject({ version: newer });
    }));

  it('is approved while a better list is being imported: that is called off, and not lost', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const empty = await hold(world);
      await world.time.sleep(10 * minute);
      await world.upload(['user-2']);
      await world.scan();
      const running = world.deliver(({ operation }) =>
        operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined,
      );
      await world.time.sleep(minute);
      expect(await approve(world)).toMatchObject({ version: empty, file: 'called-off' });
      await running;
      expect(await world.liveVersion()).toBe(empty);
      await world.scan();
      await world.deliver();
      const { source, versions } = await world.item();
      expect(versions[(await world.liveVersion())!]).toMatchObject({ etag: source.etag });
    }));
});
