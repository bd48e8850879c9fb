import { describe, expect, it } from '@jest/globals';
import type { GuardChange } from '../../../lambdas/shared/operators/guard-audience.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';

const guard = ({ operator }: OperatorsWorld, change: GuardChange, options = {}) =>
  operator(options).guardAudience('shop', 'vip.csv', change);
const outcomeOf = async ({ item }: OperatorsWorld) => (await item()).outcome;

/** Half of the members of what is live then. */
const all = ['user-0', 'user-1', 'user-2', 'user-3'];
const half = ['user-0', 'user-1'];

describe('the settings of one audience', () => {
  it('hold a list that the project would let pass, and say whose they are', () =>
    runWithOperators(async (world) => {
      await publish(world, ...all);
      expect(await guard(world, { maxShrink: 20 })).toEqual({
        result: 'changed',
        guard: { maxShrink: 20 },
      });
      await bring(world, ...half);
      expect(await outcomeOf(world)).toMatchObject({
        result: 'held',
        cause: 'shrinks',
        message: expect.stringContaining("50 % fewer; the audience's --max-shrink is 20."),
      });
    }));

  it('let pass what the project would hold, until they are inherited again', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { maxShrink: 20 });
      const good = await publish(world, ...all);
      await guard(world, { maxShrink: null, minMembers: 1 });
      expect(await publish(world, ...half)).toBeGreaterThan(good);
      expect(await guard(world, { maxShrink: 'inherit' })).toMatchObject({
        guard: { minMembers: 1 },
      });
      await bring(world, 'user-0');
      expect(await outcomeOf(world)).toMatchObject({
        message: expect.stringContaining("the project's --max-shrink is 20."),
      });
    }));

  it('survive rejection, retry, rollback, approval, discarding and the collector', () =>
    runWithOperators(async (world) => {
      const set = { maxShrink: 20, maxGrowth: null, holdFirst: true } as const;
      await publish(world, ...all);
      await guard(world, set);
      const { operator, item, time } = world;
      const ports = operator();
      const shrink = async (): Promise<void> => {
        await bring(world, ...half);
        expect(await outcomeOf(world)).toMatchObject({ result: 'held' });
      };
      await bring(world, '"broken');
      await shrink();
      await ports.discardHeld('shop', 'vip.csv', undefined, 'discarded');
      await ports.retryImport('shop', 'vip.csv');
      await world.scan();
      await world.deliver();
      await ports.approveAudience('shop', 'vip.csv', undefined, 'approve-1');
      await ports.rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1');
      await time.sleep(3 * 24 * 3_600_000);
      await world.functions().collect();
      expect((await item()).guard).toEqual(set);
    }));

  it('go with the audience: the next one of its name does as the project says', () =>
    runWithOperators(async (world) => {
      await publish(world, ...all);
      await guard(world, { minMembers: 3 });
      await world.operator().deleteAudience('shop', 'vip.csv', { forgetFile: false });
      expect(await guard(world, { minMembers: 3 })).toEqual({
        result: 'refused',
        why: 'deleted',
      });
      await bring(world, ...half);
      expect(await world.item()).not.toHaveProperty('guard');
      expect(await outcomeOf(world)).toMatchObject({ result: 'published' });
    }));

  it('are those of both, where two operators set others at the same time', () =>
    runWithOperators(async (world) => {
      await publish(world, ...all);
      await Promise.all([
        guard(world, { minMembers: 2 }, { faultOf: losingFirst('UpdateItem', 1_000) }),
        guard(world, { maxGrowth: 30 }),
      ]);
      expect((await world.item()).guard).toEqual({ minMembers: 2, maxGrowth: 30 });
    }));

  it('of an audience that nobody knows are none', () =>
    runWithOperators(async (world) => {
      expect(await guard(world, { minMembers: 2 })).toEqual({
        result: 'refused',
        why: 'unknown',
      });
    }));
});
