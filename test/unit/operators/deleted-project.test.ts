import { describe, expect, it } from '@jest/globals';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { deleteProject } from '../../../bin/cli/project/delete-project.ts';
import { pendingIndex } from '../../../lambdas/shared/contract.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';

const minute = 60_000;
const hour = 60 * minute;
const settings = { path: 'shop/', audienceLimit: 100, adminEmails: ['b@example.com'] };

const remove = ({ operator }: OperatorsWorld): Promise<number> =>
  deleteProject('shop', { ...operator(), onProgress: () => undefined });

const itemsOf = async ({ operator }: OperatorsWorld) =>
  collect(operator().listAudienceItems('shop'));

/** Files that were imported, rejected and never tried; and a scan that has listed files which it has not recorded yet. */
const deleteDuringScan = async (world: OperatorsWorld): Promise<void> => {
  await world.upload(['user-0'], 'shop/good.csv');
  await world.upload(['', ''], 'shop/bad.csv');
  await world.scan();
  await world.deliver();
  for (let index = 0; index < 12; index += 1)
    await world.upload([`user-${index}`], `shop/late-${String(index).padStart(2, '0')}.csv`);
  const scan = world
    .functions(({ operation }) => (operation === 'UpdateItem' ? { requestDelay: minute } : {}))
    .scan();
  await world.time.sleep(1_000);
  expect(await remove(world)).toBe(2);
  await scan;
};

describe('a project that is deleted while a scan is under way', () => {
  it('leaves nothing: no items, no places, no notices, no versions', () =>
    runWithOperators(async (world) => {
      await deleteDuringScan(world);
      expect((await itemsOf(world)).length).toBe(14);
      expect((await world.item('bad.csv')).pending).toBe('shop');
      for (const hours of [1, 24, 1]) {
        await world.deliver();
        await world.functions().mail();
        await world.functions().announce();
        await world.functions().collect();
        await world.time.sleep(hours * hour);
      }
      expect(await itemsOf(world)).toEqual([]);
      const { Items: pending } = await world.aws.dynamodb.send(
        new ScanCommand({ TableName: tables.audiences, IndexName: pendingIndex.name }),
      );
      const { Items: chunks } = await world.aws.dynamodb.send(
        new ScanCommand({ TableName: tables.memberships }),
      );
      expect([pending, chunks]).toEqual([[], []]);
      expect(await world.operator().getProject('shop')).toMatchObject({ slots: {} });
      expect(world.aws.mails).toEqual([]);
    }));

  it.each(['requestDelay', 'answerDelay'])(
    'loses nothing when it is created anew while the collector runs (%s)',
    (delay) =>
      runWithOperators(async (world) => {
        await deleteDuringScan(world);
        // It knows the project as deleted, and the audiences as of before or after their imports.
        const collecting = world
          .functions(({ operation }) => (operation === 'Query' ? { [delay]: minute } : {}))
          .collect();
        await world.time.sleep(1_000);
        const { putProject, getProject } = world.operator();
        const { deletedAt } = (await getProject('shop'))!;
        await putProject.create('shop', { ...settings, usersSource: null }, deletedAt);
        await world.scan();
        await world.deliver();
        await collecting;
        const items = await itemsOf(world);
        expect(items).toHaveLength(14);
        expect(items.filter(({ versions }) => !findLiveVersion(versions))).toMatchObject([
          { fileName: 'bad.csv' },
        ]);
      }),
  );
});

describe('an audience of a deleted project', () => {
  it('is left alone when its project is created anew between the look and the write', () =>
    runWithOperators(async (world) => {
      await deleteDuringScan(world);
      const slow = world.operator({
        faultOf: ({ operation }) =>
          operation === 'UpdateItem' ? { requestDelay: 5 * minute } : undefined,
      });
      const deletion = slow.deleteOrphan('shop', 'late-03.csv');
      await world.time.sleep(minute);
      const { putProject, getProject } = world.operator();
      const { deletedAt } = (await getProject('shop'))!;
      await putProject.create('shop', { ...settings, usersSource: null }, deletedAt);
      await world.scan();
      await world.deliver();
      const live = await world.liveVersion('late-03.csv');
      expect(live).toBeDefined();
      expect(await deletion).toBe('project-lives');
      expect(await world.liveVersion('late-03.csv')).toBe(live);
    }));
});
