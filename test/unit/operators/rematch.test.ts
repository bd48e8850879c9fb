import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { tables } from '../../support/simulation/resources.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';
import { aUserItem } from '../../support/user-items.ts';

const day = 24 * 3_600_000;

const switchOn = async ({ operator }: OperatorsWorld): Promise<void> => {
  await operator().putProject.change('shop', { rematchHours: 24 });
};

const register = async ({ aws }: OperatorsWorld, id: string): Promise<void> => {
  await aws.dynamodb.send(
    new BatchWriteItemCommand({
      RequestItems: { [tables.users]: [{ PutRequest: { Item: aUserItem('shop', id) } }] },
    }),
  );
};

const leave = async ({ aws }: OperatorsWorld, id: string): Promise<void> => {
  await aws.dynamodb.send(
    new BatchWriteItemCommand({
      RequestItems: { [tables.users]: [{ DeleteRequest: { Key: aUserItem('shop', id) } }] },
    }),
  );
};

const aDayPasses = async (world: OperatorsWorld): Promise<void> => {
  await world.time.sleep(day);
  await world.scan();
  await world.deliver();
};

const countsOf = async (world: OperatorsWorld, fileName?: string) =>
  findLiveVersion((await world.item(fileName)).versions)?.counts;

const recordsOf = async (world: OperatorsWorld): Promise<ImportRecord[]> => {
  const records: ImportRecord[] = [];
  for await (const record of world.operator().readImportRecords('shop', 'vip.csv', 10))
    records.push(record);
  return records;
};

describe('a rematch', () => {
  it('catches up with users who have registered or left since the import', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await bring(world, 'user-0', 'user-1', 'late');
      await register(world, 'late');
      await leave(world, 'user-0');
      await aDayPasses(world);
      expect(await countsOf(world)).toMatchObject({ members: 2, added: 1, removed: 1 });
      expect(await recordsOf(world)).toMatchObject([
        { outcome: 'published', trigger: 'rematch' },
        { outcome: 'published' },
      ]);
      expect((await recordsOf(world))[1]).not.toHaveProperty('trigger');
    }));

  it('comes once a period, and writes no chunk where nobody has come or gone', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const live = await publish(world, 'user-0', 'late');
      await aDayPasses(world);
      await world.scan();
      await world.deliver();
      expect(await recordsOf(world)).toMatchObject([
        { outcome: 'unchanged', trigger: 'rematch', version: live, writeUnits: 0 },
        { outcome: 'published' },
      ]);
      await aDayPasses(world);
      expect(await recordsOf(world)).toHaveLength(3);
    }));

  it('is off unless it is switched on', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'late');
      await register(world, 'late');
      await aDayPasses(world);
      expect(await countsOf(world)).toMatchObject({ members: 1 });
      await switchOn(world);
      await world.scan();
      await world.deliver();
      expect(await countsOf(world)).toMatchObject({ members: 2 });
    }));

  it('leaves a list alone that was rolled back to, until its file changes', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const good = await publish(world, 'user-0', 'late');
      await publish(world, 'user-1', 'late');
      await world.operator().rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1');
      await register(world, 'late');
      await aDayPasses(world);
      expect(await world.liveVersion()).toBe(good);
      await bring(world, 'user-2', 'user-3');
      await leave(world, 'user-3');
      await aDayPasses(world);
      expect(await countsOf(world)).toMatchObject({ members: 1 });
    }));

  it('leaves a list alone that was rolled back to from another matching of the same file', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const first = await publish(world, 'user-0', 'user-1');
      await leave(world, 'user-1');
      await aDayPasses(world);
      expect(await world.liveVersion()).not.toBe(first);
      await world.operator().rollbackAudience('shop', 'vip.csv', first, 'rollback-1');
      await aDayPasses(world);
      expect(await world.liveVersion()).toBe(first);
    }));

  it('is called off by a rollback while it is on its way', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const good = await publish(world, 'user-0');
      await publish(world, 'user-1', 'late');
      await register(world, 'late');
      await world.time.sleep(day);
      await world.scan();
      await world.operator().rollbackAudience('shop', 'vip.csv', good, 'rollback-1');
      await world.deliver();
      await world.scan();
      await world.deliver();
      expect(await world.liveVersion()).toBe(good);
    }));

  it('does not come for a file that is gone, or an audience that was deleted', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await bring(world, 'user-0', 'late');
      await world.remove();
      await world.scan();
      await register(world, 'late');
      await aDayPasses(world);
      expect(await countsOf(world)).toMatchObject({ members: 1 });
      expect(await recordsOf(world)).toHaveLength(1);
    }));

  it('stays one that shares a reading when its message was dropped', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await bring(world, 'user-0', 'late');
      await world.time.sleep(day);
      await world.scan();
      await world.operator().switchProject.pause('shop');
      await world.deliver();
      await world.operator().switchProject.resume('shop');
      await register(world, 'late');
      await world.scan();
      await world.deliver();
      expect(await countsOf(world)).toMatchObject({ members: 2 });
      expect(await recordsOf(world)).toMatchObject([
        { outcome: 'published', trigger: 'rematch' },
        { outcome: 'released', trigger: 'rematch' },
        { outcome: 'published' },
      ]);
    }));

  it('comes again after one that was rejected for a setting', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const live = await publish(world, 'user-0', 'late');
      const { putProject } = world.operator();
      await putProject.change('shop', { idColumn: 'nix' });
      await aDayPasses(world);
      expect((await world.item()).outcome).toMatchObject({ result: 'rejected' });
      expect(await world.liveVersion()).toBe(live);
      await putProject.change('shop', { idColumn: null });
      await register(world, 'late');
      await aDayPasses(world);
      expect(await countsOf(world)).toMatchObject({ members: 2 });
    }));

  it('comes again after one that was held and discarded', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await publish(world, 'user-0');
      await leave(world, 'user-0');
      await aDayPasses(world);
      await world.operator().discardHeld('shop', 'vip.csv', undefined, 'discarded');
      await register(world, 'user-0');
      await aDayPasses(world);
      expect((await world.item()).outcome).toMatchObject({ result: 'published' });
      expect((await recordsOf(world))[0]).toMatchObject({ outcome: 'unchanged' });
    }));

  it('does not publish what was rejected or discarded as a new file', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const live = await publish(world, 'user-0');
      await bring(world, 'nobody');
      await world.operator().discardHeld('shop', 'vip.csv', undefined, 'discarded');
      await register(world, 'nobody');
      await aDayPasses(world);
      expect(await world.liveVersion()).toBe(live);
    }));

  it('does not make a rollback go to the same wrong file', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const good = await publish(world, 'user-0');
      await world.time.sleep(day - 3_600_000);
      await publish(world, 'user-1', 'late');
      await register(world, 'late');
      await world.time.sleep(3 * 3_600_000);
      await world.scan();
      await world.deliver();
      expect((await recordsOf(world))[0]).toMatchObject({ trigger: 'rematch' });
      const { rollbackAudience } = world.operator();
      expect(await rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1')).toMatchObject({
        version: good,
        isSameFile: false,
      });
    }));

  it('is held by the guard like an import', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      const live = await publish(world, 'user-0');
      await leave(world, 'user-0');
      await aDayPasses(world);
      expect(await world.liveVersion()).toBe(live);
      expect((await world.item()).outcome).toMatchObject({ result: 'held' });
      await aDayPasses(world);
      expect(await recordsOf(world)).toHaveLength(2);
    }));
});
