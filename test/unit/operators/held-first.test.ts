import { describe, expect, it } from '@jest/globals';
import { heldSeconds } from '../../../lambdas/shared/contract.ts';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { AudienceNotFoundError } from '../../../reader/index.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { bring, publish } from '../../support/simulation/publish.ts';
import { collect } from '../../support/streams.ts';

const minute = 60_000;

/** Runs in a stack whose project holds first versions, with a list of `user-0` and `user-1` held. */
const withFirst = <T>(work: (world: OperatorsWorld) => Promise<T>): Promise<T> =>
  runWithOperators(async (world) => {
    await world.operator().putProject.change('shop', { holdFirst: true });
    await bring(world, 'user-0', 'user-1', 'stranger');
    return work(world);
  });

const approve = ({ operator }: OperatorsWorld, options = {}) =>
  operator(options).approveAudience('shop', 'vip.csv', undefined, 'approve-1');
const discard = ({ operator }: OperatorsWorld, options = {}) =>
  operator(options).discardHeld('shop', 'vip.csv', undefined, 'discarded');
const placesOf = async ({ operator }: OperatorsWorld): Promise<string[]> =>
  Object.keys((await operator().getProject('shop'))!.slots);
const statusOf = async ({ item, time }: OperatorsWorld): Promise<string> =>
  viewAudience(await item(), time.now()).status;

describe('a first version that is held', () => {
  it('is read by no campaign, by operators it is, and it has a place', () =>
    withFirst(async (world) => {
      const { audienceReader, openHeld } = world.operator();
      await expect(audienceReader.snapshot('shop', 'vip')).rejects.toThrow(AudienceNotFoundError);
      const snapshot = await openHeld('shop', 'vip', 1);
      expect((await collect(snapshot!.ids())).sort()).toEqual(['user-0', 'user-1']);
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
      expect(await statusOf(world)).toBe('held');
      const { outcome, notices } = await world.item();
      expect(outcome).toMatchObject({ result: 'held', cause: 'first-version' });
      expect(Object.values(notices)).toMatchObject([
        { kind: 'held', held: { version: 1, members: 2 } },
      ]);
      expect(Object.values(notices)[0]).not.toHaveProperty('live');
    }));

  it('is published by approval, once, also when the answer is lost', () =>
    withFirst(async (world) => {
      const approval = await approve(world, { faultOf: losingFirst('UpdateItem', minute) });
      expect(approval).toMatchObject({ result: 'published', version: 1, members: 2 });
      expect(approval).toMatchObject({ superseded: undefined });
      expect(await world.liveVersion()).toBe(1);
      expect(await statusOf(world)).toBe('ready');
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
      expect(await approve(world)).toEqual({ result: 'refused', why: 'not-held' });
      // From now on it is no first one.
      expect(await publish(world, 'user-2')).toBe(3);
    }));

  it('gives its place back when it is discarded while somebody approves it', () =>
    withFirst(async (world) => {
      let updates = 0;
      const late: FaultOf = ({ operation }) =>
        operation === 'UpdateItem' && (updates += 1) === 1
          ? { requestDelay: 5 * minute }
          : undefined;
      const approved = approve(world, { faultOf: late });
      await world.time.sleep(minute);
      expect(await discard(world)).toMatchObject({ result: 'discarded' });
      expect(await approved).toMatchObject({ result: 'refused' });
      expect(await placesOf(world)).toEqual([]);
    }));

  it.each([
    ['', {}],
    [', also when the answer is lost', { faultOf: losingFirst('UpdateItem', minute) }],
  ])('gives its place back when it is discarded%s', (_, options) =>
    withFirst(async (world) => {
      const dropped = await discard(world, options);
      expect(dropped).toMatchObject({ result: 'discarded', version: 1, live: undefined });
      expect(await placesOf(world)).toEqual([]);
      expect(await statusOf(world)).toBe('rejected');
      const { outcome } = await world.item();
      expect(outcome?.message).toContain('Nothing is published until the file changes');
      await world.scan();
      expect(findHeldVersion((await world.item()).versions)).toBeUndefined();
    }),
  );

  it('is replaced by the next list, in the same place', () =>
    withFirst(async (world) => {
      await bring(world, 'user-3');
      expect(findHeldVersion((await world.item()).versions)).toMatchObject({ version: 2 });
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
      expect(await approve(world)).toMatchObject({ version: 2, members: 1 });
    }));

  it('stays when the next list is rejected, and its place does', () =>
    withFirst(async (world) => {
      await bring(world, '"broken');
      expect((await world.item()).outcome).toMatchObject({ result: 'rejected' });
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
      expect(await approve(world)).toMatchObject({ version: 1, members: 2 });
    }));

  it('is dropped by the collector when its time is over, with a word, and its place is free', () =>
    withFirst(async (world) => {
      await world.time.sleep(heldSeconds * 1000);
      await world.functions().collect();
      const { notices } = await world.item();
      expect(Object.values(notices).map(({ kind }) => kind)).toContain('hold-expired');
      expect(await placesOf(world)).toEqual([]);
    }));

  it('keeps its place before the collector', () =>
    withFirst(async (world) => {
      await world.time.sleep(24 * 60 * minute);
      await world.functions().collect();
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
    }));

  it('is gone with its audience, and so is its place', () =>
    withFirst(async (world) => {
      const { deleteAudience, slots } = world.operator();
      const deletion = await deleteAudience('shop', 'vip.csv', { forgetFile: true });
      await slots.release('shop', 'vip.csv', (deletion as { version: number }).version);
      expect(await placesOf(world)).toEqual([]);
      expect(await approve(world)).toEqual({ result: 'refused', why: 'deleted' });
    }));

  it('cannot be rolled back from', () =>
    withFirst(async (world) => {
      const { rollbackAudience } = world.operator();
      expect(await rollbackAudience('shop', 'vip.csv', undefined, 'r')).toEqual({
        result: 'refused',
        why: 'not-published',
      });
      expect(findHeldVersion((await world.item()).versions)).toMatchObject({ version: 1 });
    }));

  it('holds others off at the limit', () =>
    withFirst(async (world) => {
      await world.operator().putProject.change('shop', { audienceLimit: 1 });
      await world.upload(['user-5'], 'shop/other.csv');
      await world.scan();
      await world.deliver();
      expect((await world.item('other.csv')).outcome).toMatchObject({ cause: 'limit' });
      expect(await approve(world)).toMatchObject({ result: 'published' });
    }));

  it('takes a place anew if it has lost that, and is not approved beyond the limit', () =>
    withFirst(async (world) => {
      const { putProject, slots } = world.operator();
      // As a release that knows of no such versions does it.
      await slots.release('shop', 'vip.csv', 1);
      await putProject.change('shop', { audienceLimit: 0 });
      expect(await approve(world)).toEqual({ result: 'refused', why: 'limit' });
      expect(findHeldVersion((await world.item()).versions)).toMatchObject({ version: 1 });
      await putProject.change('shop', { audienceLimit: 1 });
      expect(await approve(world)).toMatchObject({ result: 'published', version: 1 });
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
    }));

  it('is approved while a better list is being imported: that is called off, and leaves the place alone', () =>
    withFirst(async (world) => {
      await world.time.sleep(10 * minute);
      await world.upload(['user-2']);
      await world.scan();
      const running = world.deliver(({ operation }) =>
        operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined,
      );
      await world.time.sleep(minute);
      expect(await approve(world)).toMatchObject({ version: 1, file: 'called-off' });
      await running;
      expect(await world.liveVersion()).toBe(1);
      expect(await placesOf(world)).toEqual([slotOf('vip.csv')]);
    }));
});

it('a first list with fewer members than asked for is held, and says so', () =>
  runWithOperators(async (world) => {
    await world.operator().putProject.change('shop', { minMembers: 3 });
    await bring(world, 'user-0', 'user-1');
    expect((await world.item()).outcome).toMatchObject({ result: 'held', cause: 'too-few' });
    await bring(world, 'user-0', 'user-1', 'user-2');
    expect(await world.liveVersion()).toBe(2);
  }));
