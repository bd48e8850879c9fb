import { describe, expect, it } from '@jest/globals';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import { mostNotices } from '../../../lambdas/shared/domain/fold-notices.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { updateAudience } from '../../../lambdas/shared/claims/update-audience.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { tables } from '../../support/simulation/resources.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';

const hour = 3_600_000;

const expectEvery = async ({ operator }: OperatorsWorld, hours: number | null): Promise<void> => {
  await operator().putProject.change('shop', { expectEveryHours: hours });
};

/** Whatever is told of freshness, in its order; the notices stay, as there is no mailer. */
const told = async (world: OperatorsWorld, fileName?: string): Promise<Notice['kind'][]> =>
  Object.values((await world.item(fileName)).notices)
    .filter(({ kind }) => kind === 'stale' || kind === 'fresh')
    .sort((one, other) => one.at - other.at)
    .map(({ kind }) => kind);

const pass = async (world: OperatorsWorld, hours: number): Promise<void> => {
  for (let passed = 0; passed < hours; passed += 1) {
    await world.time.sleep(hour);
    await world.scan();
  }
};

const statusOf = async (world: OperatorsWorld) =>
  viewAudience(await world.item(), world.time.now()).status;

describe('a file that does not change as is expected', () => {
  it('is told once, and once more when it has changed', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 24);
      await bring(world, 'user-0');
      await pass(world, 24);
      expect(await told(world)).toEqual([]);
      expect(await statusOf(world)).toBe('ready');
      await pass(world, 50);
      expect(await told(world)).toEqual(['stale']);
      expect(await statusOf(world)).toBe('stale');
      const { stale, source, pending } = await world.item();
      expect(stale).toMatchObject({ changedAt: source.seenAt, hours: 24 });
      expect(pending).toBe('shop');

      await bring(world, 'user-1');
      expect(await told(world)).toEqual(['stale', 'fresh']);
      expect(await statusOf(world)).toBe('ready');
      await pass(world, 30);
      expect(await told(world)).toEqual(['stale', 'fresh', 'stale']);
    }));

  it('is fresh when the same content is put again: the export runs', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 2);
      await bring(world, 'user-0');
      await pass(world, 4);
      await bring(world, 'user-0');
      expect(await told(world)).toEqual(['stale', 'fresh']);
    }));

  it('is told once by scans that overlap, both when it turns stale and when it has changed', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 2);
      await bring(world, 'user-0');
      await world.time.sleep(3 * hour);
      await Promise.all([world.scan(), world.scan(), world.scan()]);
      expect(await told(world)).toEqual(['stale']);
      await world.upload(['user-1']);
      await Promise.all([world.scan(), world.scan(), world.scan()]);
      await world.scan();
      expect(await told(world)).toEqual(['stale', 'fresh']);
    }));

  it('is told of by the next scan when this one ends before it has', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 2);
      await bring(world, 'user-0');
      await pass(world, 3);
      await world.upload(['user-1']);
      const dies = world.functions(({ operation, input }) =>
        operation === 'UpdateItem' && JSON.stringify(input).includes('REMOVE #stale')
          ? { error: new ServiceError('AccessDeniedException', 'not now') }
          : undefined,
      );
      await expect(dies.scan()).rejects.toThrow();
      expect(await told(world)).toEqual(['stale']);
      expect((await world.item()).source.etag).not.toBe('');
      await world.scan();
      expect(await told(world)).toEqual(['stale', 'fresh']);
    }));

  it('that was removed is stale from its last change on, and fresh when it is back', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 24);
      await bring(world, 'user-0');
      const { seenAt } = (await world.item()).source;
      await pass(world, 20);
      await world.remove();
      await pass(world, 3);
      expect(await told(world)).toEqual([]);
      await pass(world, 3);
      expect(await told(world)).toEqual(['stale']);
      const { notices, stale } = await world.item();
      expect(stale?.changedAt).toBe(seenAt);
      expect(Object.values(notices)[0]?.freshness).toEqual({
        changedAt: seenAt,
        hours: 24,
        isMissing: true,
      });
      await pass(world, 30);
      await bring(world, 'user-0');
      expect(await told(world)).toEqual(['stale', 'fresh']);
    }));

  it('is judged by the file, and not by what became of its imports', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 24);
      await bring(world, 'user-0');
      await bring(world, 'user-1,and another column');
      await bring(world, 'nobody');
      await pass(world, 23);
      await world.operator().rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1');
      await pass(world, 3);
      expect(await told(world)).toEqual(['stale']);
    }));

  it('is not told of while the project is paused, nor after that if it has changed meanwhile', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 24);
      await bring(world, 'user-0');
      await world.upload(['user-2'], 'shop/news.csv');
      await world.scan();
      const { switchProject } = world.operator();
      await switchProject.pause('shop');
      await pass(world, 40);
      expect(await told(world)).toEqual([]);
      await world.upload(['user-1']);
      await pass(world, 2);
      await switchProject.resume('shop');
      await world.scan();
      expect(await told(world)).toEqual([]);
      // The time of the pause counts: nobody has written this one.
      expect(await told(world, 'news.csv')).toEqual(['stale']);
    }));

  it('is forgotten with its audience, and what was set for it', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      const { expectChanges, deleteAudience } = world.operator();
      expect(await expectChanges('shop', 'vip.csv', 1)).toEqual({ result: 'changed' });
      await pass(world, 3);
      expect(await told(world)).toEqual(['stale']);
      await deleteAudience('shop', 'vip.csv', { forgetFile: false });
      const { stale, expectEveryHours } = await world.item();
      expect([stale, expectEveryHours]).toEqual([undefined, undefined]);
      await expectEvery(world, 1);
      await world.time.sleep(3 * hour);
      await world.scan();
      expect(await told(world)).toEqual(['stale']);
    }));

  it('goes by what is set for the audience, and silently by what is set later', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 24);
      await bring(world, 'user-0');
      await world.operator().expectChanges('shop', 'vip.csv', null);
      await pass(world, 30);
      expect(await told(world)).toEqual([]);
      await world.operator().expectChanges('shop', 'vip.csv', 'inherit');
      await world.scan();
      expect(await told(world)).toEqual(['stale']);
      await expectEvery(world, 48);
      await world.scan();
      expect(await told(world)).toEqual(['stale']);
      expect((await world.item()).stale).toBeUndefined();
      await pass(world, 24);
      expect(await told(world)).toEqual(['stale', 'stale']);
      await expectEvery(world, null);
      await world.scan();
      expect((await world.item()).stale).toBeUndefined();
    }));

  it('is told when there is room again, where mails have failed for long', () =>
    runWithOperators(async (world) => {
      await expectEvery(world, 2);
      await bring(world, 'user-0');
      const dynamodb = toDocumentClient(world.aws.dynamodb);
      const write = (notices: Record<string, Notice>) =>
        updateAudience(
          { dynamodb, tableName: tables.audiences },
          { projectId: 'shop', fileName: 'vip.csv' },
          [
            {
              set: ['#notices = :notices'],
              conditions: ['attribute_exists(#notices)'],
              names: { '#notices': 'notices' },
              values: { ':notices': notices },
            },
          ],
        );
      const waiting = Array.from({ length: mostNotices }, (_, index): [string, Notice] => [
        `i${index}:empty`,
        {
          kind: 'rejected',
          cause: 'empty',
          message: '',
          importId: `i${index}`,
          etag: 'e',
          at: index,
        },
      ]);
      await write(Object.fromEntries(waiting));
      await pass(world, 4);
      expect(await told(world)).toEqual([]);
      expect((await world.item()).stale).toBeUndefined();
      await write(Object.fromEntries(waiting.slice(1)));
      await world.scan();
      expect(await told(world)).toEqual(['stale']);
    }));

  it('costs one write when it turns, and nothing else, ever', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      const countCalls = async (): Promise<Record<string, number>> => {
        const calls: Record<string, number> = {};
        await world
          .functions(({ operation }) => {
            calls[operation] = (calls[operation] ?? 0) + 1;
            return undefined;
          })
          .scan();
        return calls;
      };
      await world.time.sleep(3 * hour);
      // The first scan after an import keeps that nothing waits any more.
      await world.scan();
      // Each tick notes when it was.
      const before = await countCalls();
      expect(before).toMatchObject({ UpdateItem: 1 });
      await expectEvery(world, 2);
      expect(await countCalls()).toEqual({ ...before, UpdateItem: 2 });
      expect(await countCalls()).toEqual(before);
    }));
});
