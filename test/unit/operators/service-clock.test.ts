import { describe, expect, it } from '@jest/globals';
import { deleteProject } from '../../../bin/cli/project/delete-project.ts';
import { waitForWorkers } from '../../../bin/cli/project/wait-for-workers.ts';
import { supersededGraceSeconds } from '../../../lambdas/shared/contract.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { publish } from '../../support/simulation/publish.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const grace = supersededGraceSeconds * 1000;

/** Within what a Date header can tell. */
const expectNear = (time: number | undefined, expected: number): void => {
  expect(Math.abs((time ?? 0) - expected)).toBeLessThanOrEqual(1_000);
};

describe.each([-2 * day, -3 * minute, 0, 3 * minute, 2 * day])(
  'an operator whose clock is %d ms ahead',
  (ahead) => {
    const at = ({ operator, time }: OperatorsWorld) =>
      operator({ clock: () => time.now() + ahead });

    it('gives versions the grace that is promised', () =>
      runWithOperators(async (world) => {
        await publish(world, 'user-0');
        await publish(world, 'user-1');
        await at(world).rollbackAudience('shop', 'vip.csv', undefined, 'r');
        const { versions, outcome } = await world.item();
        const [superseded] = Object.values(versions).filter(({ state }) => state === 'superseded');
        if (superseded?.state !== 'superseded') throw new Error('nothing superseded');
        expectNear(superseded.until, world.time.now() + grace);
        expectNear(outcome?.at, world.time.now());

        await world.time.sleep(minute);
        await at(world).deleteAudience('shop', 'vip.csv', { forgetFile: false });
        const deleted = await world.item();
        expectNear(deleted.deletedAt, world.time.now());
        const untils = Object.values(deleted.versions).map((version) =>
          'until' in version ? version.until : 0,
        );
        expectNear(Math.max(...untils), world.time.now() + grace);
      }));

    it('makes a file due at once', () =>
      runWithOperators(async (world) => {
        await publish(world, 'user-0');
        const before = await world.item();
        expect(await at(world).retryImport('shop', 'vip.csv')).toBe('due');
        await world.time.sleep(1_000);
        await world.scan();
        await world.deliver();
        expect((await world.item()).outcome?.importId).not.toBe(before.outcome?.importId);
      }));

    it('deletes a project now', () =>
      runWithOperators(async (world) => {
        const ports = at(world);
        await deleteProject('shop', { ...ports, onProgress: () => undefined });
        expectNear((await ports.getProject('shop'))?.deletedAt, world.time.now());
      }));

    it('waits for the import that runs', () =>
      runWithOperators(async (world) => {
        await world.upload(['user-0']);
        await world.scan();
        let hasEnded = false;
        const running = world
          .deliver(({ operation }) =>
            operation === 'GetObject' ? { answerDelay: 5 * minute } : undefined,
          )
          .then(() => {
            hasEnded = true;
          });
        await world.time.sleep(minute);
        const { listAudienceItems, serviceNow } = at(world);
        await waitForWorkers('shop', 20 * minute, {
          listAudienceItems,
          serviceNow,
          sleep: world.time.sleep,
          now: () => world.time.now() + ahead,
          onProgress: () => undefined,
        });
        expect(hasEnded).toBe(true);
        await running;
      }));
  },
);

describe('DynamoDB’s clock', () => {
  it('does not take the place of a clock that its answers do not contradict', () =>
    runWithOperators(async ({ operator, time }) => {
      const { getProject, serviceNow } = operator();
      await time.sleep(432);
      await getProject('shop');
      expect(serviceNow()).toBe(time.now());
    }));
});
