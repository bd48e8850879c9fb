import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadHashId } from '../../../lambdas/shared/membership/hash-id.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createOperator } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';

// Virtual time knows nothing of how long that takes.
beforeAll(async () => {
  await loadHashId();
});

const remove = (world: OperatorsWorld, ids: readonly string[], ...words: readonly string[]) => {
  const clients = world.aws.connect(() => undefined);
  const stdin = ids.map((id) => `${id}\n`).join('');
  const operate = createOperator(clients, world.time, createRandom(1), stdin);
  return operate('users', 'remove', 'shop', '-', '--header', 'keep', ...words);
};

describe('users remove', () => {
  it('names the audiences that still have them, and says until when', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'user-1');
      const { said } = await remove(world, ['user-0', 'user-5', 'nobody']);
      expect(said).toContain(
        'Campaigns still reach some of them, in "vip": until their file changes, or until "audience-import audience retry shop NAME"',
      );
      const { printed } = await remove(world, ['user-0', 'user-1'], '--json');
      expect(JSON.parse(printed)).toMatchObject({ registered: 1, stillIn: ['vip'] });
    }));

  it('says when the next rematch is due', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { rematchHours: 24 });
      await bring(world, 'user-0');
      const { said } = await remove(world, ['user-0']);
      expect(said).toMatch(/until the rematch that is due at \d{4}-\d\d-\d\dT00:00:00\.000Z, or/);
    }));

  it('warns of a list that is held', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { maxShrink: 10 });
      await bring(world, 'user-0', 'user-1', 'user-2');
      await bring(world, 'user-1');
      const { said } = await remove(world, ['user-0', 'user-1']);
      expect(said).toContain('A list is held in "vip": if some of them are in it, approving it');
    }));

  it('says nothing of audiences where nobody of them is in any', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      expect((await remove(world, ['user-1'])).said).toBe('');
    }));
});
