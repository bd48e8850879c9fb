import { describe, expect, it } from '@jest/globals';
import { waitForWorkers } from '../../../bin/cli/project/wait-for-workers.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';

const minute = 60_000;

const slowFile: FaultOf = ({ operation }) =>
  operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined;

/** The function reads its file, and dies. */
const createDeath = (): FaultOf => {
  let isDead = false;
  return ({ operation }) => {
    isDead ||= operation === 'GetObject';
    return isDead ? { requestDelay: Infinity } : undefined;
  };
};

/** @returns milliseconds that `project pause` waits */
const pause = async ({ operator, time }: OperatorsWorld): Promise<number> => {
  const { switchProject, listAudienceItems, serviceNow } = operator();
  const begin = time.now();
  expect(await switchProject.pause('shop')).toBe(true);
  await waitForWorkers('shop', 20 * minute, {
    listAudienceItems,
    serviceNow,
    now: time.now,
    sleep: time.sleep,
    onProgress: () => undefined,
  });
  return time.now() - begin;
};

/** A list is published, and the import of the next one runs. */
const beginWith = async (
  world: OperatorsWorld,
  faultOf: FaultOf,
): Promise<{ running: Promise<void> }> => {
  for (const ids of [['user-0'], ['user-1']]) {
    await world.upload(ids);
    await world.scan();
    await world.deliver();
    await world.time.sleep(minute);
  }
  await world.upload(['user-2']);
  await world.scan();
  const running = world.deliver(faultOf);
  await world.time.sleep(minute);
  expect((await world.item()).claim).toBeDefined();
  return { running };
};

const fenceOut: [string, (world: OperatorsWorld) => Promise<unknown>][] = [
  [
    'deleted',
    ({ operator }) => operator().deleteAudience('shop', 'vip.csv', { forgetFile: false }),
  ],
  [
    'rolled back',
    ({ operator }) => operator().rollbackAudience('shop', 'vip.csv', undefined, 'rollback-1'),
  ],
];

describe.each(fenceOut)('project pause, when an audience was %s during its import,', (_, act) => {
  it('returns when that has ended', () =>
    runWithOperators(async (world) => {
      let hasEnded = false;
      const running = (await beginWith(world, slowFile)).running.then(() => {
        hasEnded = true;
      });
      await act(world);
      expect((await world.item()).claim).toBeUndefined();
      const waited = await pause(world);
      expect(hasEnded).toBe(true);
      // 4 of its 5 minutes are left, and the longest pause between two looks.
      expect(waited).toBeGreaterThan(3 * minute);
      expect(waited).toBeLessThan(6 * minute);
      await running;
    }));

  it('returns when that must be dead', () =>
    runWithOperators(async (world) => {
      await beginWith(world, createDeath());
      const { until } = (await world.item()).claim!;
      await act(world);
      await pause(world);
      expect(world.time.now()).toBeGreaterThanOrEqual(until);
    }));
});

describe('project pause', () => {
  it('does not wait for an import that has ended by itself and left chunks', () =>
    runWithOperators(async (world) => {
      await world.upload(['user-0']);
      await world.scan();
      let calls = 0;
      // Its time runs out when its chunks are written.
      const slowToPublish: FaultOf = ({ operation }) => {
        if (operation === 'BatchWriteItem') calls += 1;
        return operation === 'BatchWriteItem' ? { answerDelay: 15 * minute } : undefined;
      };
      await world.deliver(slowToPublish).catch(() => undefined);
      expect(calls).toBeGreaterThan(0);
      expect(Object.values((await world.item()).versions)).toMatchObject([{ state: 'abandoned' }]);
      expect(await pause(world)).toBe(0);
    }));
});
