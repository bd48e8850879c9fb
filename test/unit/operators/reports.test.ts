import { describe, expect, it } from '@jest/globals';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { createOperator } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';
import { bucket } from '../../support/simulation/resources.ts';

const keysOf = async ({ aws }: OperatorsWorld): Promise<string[]> => {
  const { Contents = [] } = await aws.s3.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: 'audience-import-reports/' }),
  );
  return Contents.map(({ Key }) => Key!);
};

const textOf = async ({ aws }: OperatorsWorld, Key: string): Promise<string> => {
  const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Body!.transformToString();
};

const lastRecord = async ({ operator }: OperatorsWorld): Promise<ImportRecord> => {
  for await (const record of operator().readImportRecords('shop', 'vip.csv', 1)) return record;
  throw new Error('there is no record');
};

const operate = ({ aws, time }: OperatorsWorld, ...words: string[]) =>
  createOperator(
    aws.connect(() => undefined),
    time,
    createRandom(1),
  )(...words);

const switchOn = async (world: OperatorsWorld): Promise<void> => {
  const { exitCode } = await operate(
    world,
    ...['project', 'put', 'shop', '--unregistered-reports', 'on'],
  );
  expect(exitCode).toBe(0);
};

describe('a report of unregistered IDs', () => {
  it('is written when the project wants it, and only then', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'stranger');
      expect(await keysOf(world)).toEqual([]);
      await switchOn(world);
      await bring(world, 'user-1', '=1+1', 'stranger', 'stranger');
      const { importId, report } = await lastRecord(world);
      const key = `audience-import-reports/shop/vip-${importId}.csv`;
      expect(await keysOf(world)).toEqual([key]);
      expect((await textOf(world, key)).split('\r\n').toSorted()).toEqual([
        ...['', "'=1+1", 'stranger'],
      ]);
      expect(report).toEqual({ key });
      const { outcome } = await world.item();
      expect(outcome).toMatchObject({ result: 'published', report: { key } });
      await bring(world, 'user-1');
      expect((await lastRecord(world)).report).toBeUndefined();
      await operate(world, 'project', 'put', 'shop', '--unregistered-reports', 'off');
      await bring(world, 'user-1', 'stranger');
      expect(await keysOf(world)).toEqual([key]);
    }));

  it('is written of a list that is held, and the notice says so', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      await switchOn(world);
      await bring(world, 'stranger');
      const { importId } = await lastRecord(world);
      const { outcome, notices } = await world.item();
      expect(outcome).toMatchObject({ result: 'held' });
      expect(notices[`${importId}:would-be-empty`]).toMatchObject({ hasReport: true });
      expect(await keysOf(world)).toEqual([`audience-import-reports/shop/vip-${importId}.csv`]);
    }));

  it.each([
    [
      'is refused',
      'failed',
      { error: new ServiceError('AccessDenied', 'Access Denied', { status: 403 }) },
    ],
    ['never arrives', 'no-time', { requestDelay: Number.POSITIVE_INFINITY }],
    ['is lost', 'failed', { lost: 'request' }],
  ] as const)('that %s does not make the import fail', (_, missing, fault) =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await world.upload(['user-0', 'stranger']);
      await world.scan();
      await world.deliver(({ operation }) => (operation === 'PutObject' ? fault : undefined));
      expect((await world.item()).outcome).toMatchObject({
        result: 'published',
        report: { missing },
        unregisteredSample: ['stranger'],
      });
      expect(await keysOf(world)).toEqual([]);
    }),
  );

  it('is taken for no list', () =>
    runWithOperators(async (world) => {
      await switchOn(world);
      await bring(world, 'user-0', 'stranger');
      expect(await keysOf(world)).toHaveLength(1);
      await world.time.sleep(600_000);
      await world.scan();
      const names: string[] = [];
      for await (const { fileName } of world.operator().listAudienceItems('shop'))
        names.push(fileName);
      expect(names).toEqual(['vip.csv']);
    }));

  it.each([
    ['x', ['--path', 'audience-import-reports/']],
    ['x', ['--path', 'audience-import-reports/shop/']],
    ['audience-import-reports', []],
  ])('is under no project: %s %j', (id, path) =>
    runWithOperators(async (world) => {
      const admin = ['--admin-email', 'a@example.com', '--audience-limit', '1'];
      const { exitCode, said } = await operate(world, 'project', 'put', id, ...admin, ...path);
      expect(exitCode).not.toBe(0);
      expect(said).toContain('where reports of unregistered IDs are written');
      expect(await world.operator().getProject(id)).toBeUndefined();
    }),
  );

  it('of a dry run is not written', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'stranger');
      await switchOn(world);
      const { exitCode } = await operate(world, 'import', 'validate', 'shop', '--key', 'vip.csv');
      expect(exitCode).toBe(0);
      expect(await keysOf(world)).toEqual([]);
    }));
});
