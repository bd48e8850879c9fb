import { describe, expect, it } from '@jest/globals';
import { addToTrend, mostInTrend } from '../../../lambdas/shared/domain/trend.ts';
import { runWithOperators } from '../../support/simulation/operators-world.ts';
import { publish } from '../../support/simulation/publish.ts';

describe('trend', () => {
  it('has the members of each version that was published, the oldest first', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await publish(world, 'user-0', 'user-1');
      expect((await world.item()).trend).toEqual([1, 2]);
    }));

  it('has what an operator goes back to', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await publish(world, 'user-0', 'user-1');
      await world.operator().rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1');
      expect((await world.item()).trend).toEqual([1, 2, 1]);
    }));

  it('begins anew when the audience was deleted', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0', 'user-1');
      await world.operator().deleteAudience('shop', 'vip.csv', { forgetFile: false });
      expect((await world.item()).trend).toBeUndefined();
      await publish(world, 'user-0');
      expect((await world.item()).trend).toEqual([1]);
    }));

  it('forgets what is older than its bound', () => {
    const full = Array.from({ length: mostInTrend }, (_, index) => index);
    expect(addToTrend(full, 99)).toEqual([...full.slice(1), 99]);
  });
});
