import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { tables } from '../../support/simulation/resources.ts';
import { inSmallWorld, settings, type SmallWorld } from '../../support/simulation/small-world.ts';

const minute = 60_000;
const fileNames = ['a.csv', 'b.csv', 'c.csv'];

const outcomesOf = async ({ document }: SmallWorld, fileName: string): Promise<unknown[]> => {
  const { Items = [] } = await document.send(
    new QueryCommand({
      TableName: tables.imports,
      KeyConditionExpression: 'audience = :audience',
      ExpressionAttributeValues: { ':audience': `shop/${fileName}` },
    }),
  );
  return Items.map((item) => {
    const { outcome, pass } = item as { outcome: string; pass?: { files: number } };
    return [outcome, pass?.files];
  });
};

/** Three files in one message, which is delivered once. */
const inPass = async (
  faultOf: FaultOf,
  use: (world: SmallWorld, outcomes: (fileName: string) => Promise<unknown[]>) => Promise<void>,
): Promise<void> => {
  await inSmallWorld(
    async (world) => {
      await world.putProject.create('shop', { path: 'shop/', ...settings });
      for (const fileName of fileNames) await world.put(`shop/${fileName}`, fileName);
      expect(await world.scan()).toMatchObject({ sent: 3 });
      await world.deliver().catch(() => undefined);
      await use(world, (fileName) => outcomesOf(world, fileName));
    },
    faultOf,
    1,
  );
};

describe('a message of three files that comes back', () => {
  it('finds those not due that have ended, and imports the one that was interrupted', async () => {
    let isReadable = false;
    const faultOf: FaultOf = ({ operation, input }) =>
      operation === 'GetObject' && JSON.stringify(input).includes('b.csv') && !isReadable
        ? { error: new ServiceError('AccessDenied', 'not now') }
        : undefined;
    await inPass(faultOf, async (world, outcomes) => {
      expect(await outcomes('b.csv')).toEqual([['interrupted', undefined]]);
      isReadable = true;
      await world.time.sleep(minute);
      await world.deliver();
      expect(await outcomes('a.csv')).toEqual([['published', 2]]);
      expect(await outcomes('b.csv')).toEqual([
        ['interrupted', undefined],
        ['published', undefined],
      ]);
      expect(await outcomes('c.csv')).toEqual([['published', 2]]);
      for (const fileName of fileNames) {
        const item = (await world.getItem('shop', fileName))!;
        expect(findLiveVersion(item.versions)).toMatchObject({ version: item.versionCounter });
        expect(item.claim).toBeUndefined();
      }
    });
  });

  it('imports each in the version that lies there by then', async () => {
    let isReadable = false;
    const faultOf: FaultOf = ({ operation }) =>
      operation === 'GetObject' && !isReadable
        ? { error: new ServiceError('AccessDenied', 'not now') }
        : undefined;
    await inPass(faultOf, async (world, outcomes) => {
      isReadable = true;
      await world.put('shop/b.csv', 'another one');
      await world.remove('shop/c.csv');
      await world.scan();
      await world.time.sleep(minute);
      await world.deliver();
      expect(await outcomes('a.csv')).toEqual([
        ['interrupted', undefined],
        ['published', 2],
      ]);
      const b = (await world.getItem('shop', 'b.csv'))!;
      expect(b.outcome).toMatchObject({ result: 'published', etag: b.source.etag });
      expect(await outcomes('c.csv')).toEqual([['interrupted', undefined]]);
    });
  });
});
