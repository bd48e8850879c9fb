import { describe, expect, it } from '@jest/globals';
import { deleteProject } from '../../../bin/cli/project/delete-project.ts';
import { putProject } from '../../../bin/cli/project/put-project.ts';
import type { GivenSettings } from '../../../bin/cli/project/users-source.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';

const minute = 60_000;
const given: GivenSettings = { adminEmails: ['b@example.com'], audienceLimit: 3 };
const losing = () => ({ faultOf: losingFirst('UpdateItem', minute) });

const put = ({ operator }: OperatorsWorld, options = {}, projectId = 'shop', more = given) =>
  putProject(projectId, more, { ...operator(options), warn: () => undefined });
const remove = ({ operator }: OperatorsWorld, options = {}) =>
  deleteProject('shop', { ...operator(options), onProgress: () => undefined });

describe('a command whose answer is lost', () => {
  it('has created a project, and takes nothing back that came after', () =>
    runWithOperators(async (world) => {
      const putting = put(world, losing(), 'fresh');
      await world.time.sleep(1_000);
      expect(await put(world, {}, 'fresh', { audienceLimit: 7 })).toBe('changed');
      expect(await putting).toBe('created');
      expect(await world.operator().getProject('fresh')).toMatchObject({ audienceLimit: 7 });
    }));

  it('has created a project anew, and keeps the places that were taken since', () =>
    runWithOperators(async (world) => {
      await remove(world);
      await world.upload(['user-0']);
      const putting = put(world, losing());
      await world.time.sleep(1_000);
      await world.scan();
      await world.deliver();
      expect(await putting).toBe('created');
      expect(Object.keys((await world.operator().getProject('shop'))!.slots)).toHaveLength(1);
    }));

  it('has deleted a project, and does not delete the one that was created anew since', () =>
    runWithOperators(async (world) => {
      const removal = remove(world, losing());
      await world.time.sleep(1_000);
      expect(await put(world)).toBe('created');
      await expect(removal).rejects.toThrow('Project "shop" was created anew');
      expect(await world.operator().getProject('shop')).not.toHaveProperty('deletedAt');
    }));
});

describe('two who create a project at the same time', () => {
  it.each([false, true])('hear of each other (it was deleted before: %p)', (wasDeleted) =>
    runWithOperators(async (world) => {
      if (wasDeleted) await remove(world);
      const projectId = wasDeleted ? 'shop' : 'fresh';
      const slow = { faultOf: () => ({ requestDelay: 1_000 }) };
      const putting = put(world, slow, projectId);
      await world.time.sleep(2_500);
      expect(await put(world, {}, projectId, { ...given, audienceLimit: 7 })).toBe('created');
      await expect(putting).rejects.toThrow('Somebody else has created');
      expect(await world.operator().getProject(projectId)).toMatchObject({ audienceLimit: 7 });
    }),
  );
});
