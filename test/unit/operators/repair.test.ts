import { DeleteCommand, GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { carryOut } from '../../../bin/cli/repair/carry-out.ts';
import { type Examination, examineTables } from '../../../bin/cli/repair/examine-tables.ts';
import type { ScanChunks } from '../../../bin/cli/repair/ports.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { tableKeys } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import { publish } from '../../support/simulation/publish.ts';
import { tables } from '../../support/simulation/resources.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';

const { signal } = new AbortController();
const minute = 60_000;
const hour = 60 * minute;

const documentOf = ({ aws }: OperatorsWorld) => toDocumentClient(aws.dynamodb);

const keysIn = async (world: OperatorsWorld): Promise<{ chunkSet: string; bucket: number }[]> => {
  const { Items = [] } = await documentOf(world).send(
    new ScanCommand({ TableName: tables.memberships }),
  );
  const { partition, sort } = tableKeys.memberships;
  return Items.map((item) => ({
    chunkSet: item[partition] as string,
    bucket: item[sort] as number,
  }));
};

const removeChunks = async (world: OperatorsWorld): Promise<void> => {
  for (const Key of await keysIn(world))
    await documentOf(world).send(new DeleteCommand({ TableName: tables.memberships, Key }));
};

const restore = (world: OperatorsWorld, item: AudienceItem) =>
  documentOf(world).send(new PutCommand({ TableName: tables.audiences, Item: item }));

const loseItem = (world: OperatorsWorld, fileName = 'vip.csv') =>
  documentOf(world).send(
    new DeleteCommand({ TableName: tables.audiences, Key: { projectId: 'shop', fileName } }),
  );

const examine = (
  world: OperatorsWorld,
  scanChunks?: ScanChunks,
  only?: string,
): Promise<Examination> => {
  const ports = world.operator();
  const examinePorts = { ...ports, now: ports.serviceNow, onProgress: () => undefined };
  return examineTables(only, { ...examinePorts, ...(scanChunks && { scanChunks }) }, signal);
};

const repair = async (world: OperatorsWorld, faultOf?: FaultOf): Promise<string[]> => {
  const examined = await examine(world);
  await carryOut(examined, world.operator(faultOf && { faultOf }), signal);
  return examined.findings.map(({ what }) => what);
};

const importDue = async (world: OperatorsWorld): Promise<void> => {
  await world.time.sleep(minute);
  await world.scan();
  await world.deliver();
};

const membersOf = async (world: OperatorsWorld): Promise<string[]> => {
  const snapshot = await world.operator().audienceReader.snapshot('shop', 'vip');
  const members: string[] = [];
  for await (const id of snapshot.ids()) members.push(id);
  return members.sort();
};

const slotsOf = async (world: OperatorsWorld) => (await world.operator().getProject('shop'))!.slots;

const numberOf = ({ chunkSet }: { chunkSet: string }): number => Number(chunkSet.split('#').at(-2));

describe('an audience without its chunks', () => {
  it('is imported again, whichever answer is lost', async () => {
    for (const faultOf of [undefined, losingFirst('UpdateItem', minute)])
      await runWithOperators(async (world) => {
        const before = await publish(world, 'user-0');
        await removeChunks(world);
        expect(await repair(world, faultOf)).toEqual(['members-unreadable']);
        await importDue(world);
        expect(await membersOf(world)).toEqual(['user-0']);
        expect((await world.item()).versions[before]).toMatchObject({
          state: 'superseded',
          damaged: true,
        });
        expect(await repair(world)).toEqual([]);
      });
  });

  it('is told with all of its earlier versions, which are marked, however many there are', () =>
    runWithOperators(async (world) => {
      for (let day = 0; day < 33; day += 1) await publish(world, `user-${day % 2}`);
      await removeChunks(world);
      await repair(world);
      const { versions } = await world.item();
      expect(Object.values(versions)).toHaveLength(33);
      for (const version of Object.values(versions))
        expect(version).toMatchObject({ damaged: true });
      const rollback = await world.operator().rollbackAudience('shop', 'vip.csv', undefined, 'id');
      expect(rollback).toEqual({ result: 'refused', why: 'no-earlier' });
      const toThe32nd = await world.operator().rollbackAudience('shop', 'vip.csv', 32, 'id');
      expect(toThe32nd).toEqual({ result: 'refused', why: 'gone' });
    }));

  it('is left alone while an import runs that has begun since, which makes up for it', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await removeChunks(world);
      const examined = await examine(world);
      await world.time.sleep(10 * minute);
      await world.upload(['user-1']);
      await world.scan();
      const running = world.deliver(({ operation }) =>
        operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined,
      );
      await world.time.sleep(minute);
      const claimed = await world.item();
      expect(claimed.claim).toBeDefined();
      await carryOut(examined, world.operator(), signal);
      expect(await world.item()).toEqual(claimed);
      await running;
      expect(await membersOf(world)).toEqual(['user-1']);
    }));

  it('is not taken for one because a count was not up to date', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { findings } = await examine(world, () => Promise.resolve());
      expect(findings).toEqual([]);
    }));
});

describe('an audience of an earlier time', () => {
  it('uses no number again, gets what came later from the files, and its chunks of then go a day later', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const earlier = await world.item();
      await publish(world, 'user-1', 'user-2');
      const last = await publish(world, 'user-3', 'user-4');
      await restore(world, earlier);
      expect(await repair(world)).toEqual(['numbers-behind', 'chunks-unknown']);
      // Nobody takes what is left to the collector for an import that may be alive.
      expect((await world.item()).versions).toEqual(earlier.versions);
      expect(await repair(world)).toEqual([]);
      await importDue(world);
      expect(await world.liveVersion()).toBe(last + 1);
      expect(await membersOf(world)).toEqual(['user-3', 'user-4']);

      await world.time.sleep(24 * hour);
      await world.functions().collect();
      expect((await keysIn(world)).map(numberOf)).toContain(last);
      await world.time.sleep(hour);
      await world.functions().collect();
      expect((await keysIn(world)).map(numberOf)).toEqual([last + 1]);
      expect(await repair(world)).toEqual([]);
    }));
});

describe('a place of an audience whose item is gone', () => {
  const lost = async (world: OperatorsWorld): Promise<Examination> => {
    await publish(world, 'user-0');
    await loseItem(world);
    await removeChunks(world);
    return examine(world);
  };

  it('is given back', () =>
    runWithOperators(async (world) => {
      const examined = await lost(world);
      expect(examined.findings).toMatchObject([{ what: 'place-unused', project: 'shop' }]);
      await carryOut(examined, world.operator(), signal);
      expect(await slotsOf(world)).toEqual({});
    }));

  it.each(['vacate', 'giveBack'] as const)(
    'stays taken when an import takes it meanwhile, under the same number: before "%s"',
    (step) =>
      runWithOperators(async (world) => {
        const examined = await lost(world);
        const ports = world.operator();
        const { mendPlaces } = ports;
        const racing = {
          ...mendPlaces,
          [step]: async (...args: [string, string, number]) => {
            await importDue(world);
            return mendPlaces[step](...args);
          },
        };
        await carryOut(examined, { ...ports, mendPlaces: racing }, signal);
        expect(await world.liveVersion()).toBe(1);
        expect(Object.keys(await slotsOf(world))).toEqual([slotOf('vip.csv')]);
      }),
  );
});

describe('one project alone', () => {
  it('says nothing of chunks that belong to nobody, which may be another’s', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await loseItem(world);
      const { findings, strays } = await examine(world, undefined, 'shop');
      expect(findings.map(({ what }) => what)).toEqual(['place-unused']);
      expect(strays.size).toBe(0);
    }));
});

describe('chunks of nobody', () => {
  it('are not looked for while an audience cannot be read that may have them', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { audienceId } = await world.item();
      const broken = { projectId: 'shop', fileName: 'vip.csv' };
      await documentOf(world).send(new PutCommand({ TableName: tables.audiences, Item: broken }));
      const { findings, strays, unused } = await examine(world);
      expect(findings).toMatchObject([{ what: 'item-unreadable', left: true }]);
      expect([strays.size, unused]).toEqual([0, []]);
      await documentOf(world).send(
        new PutCommand({ TableName: tables.audiences, Item: { ...broken, audienceId } }),
      );
      expect((await examine(world)).strays.size).toBe(0);
      const { Item } = await documentOf(world).send(
        new GetCommand({ TableName: tables.audiences, Key: broken }),
      );
      expect(Item).toEqual({ ...broken, audienceId });
    }));
});
