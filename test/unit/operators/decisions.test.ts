import { describe, expect, it } from '@jest/globals';
import type { HistoryView } from '../../../bin/cli/import/history-view.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createOperator } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { tables } from '../../support/simulation/resources.ts';
import { bring, publish } from '../../support/simulation/publish.ts';

/** Of all commands: no two draw the same IDs. */
const random = createRandom(3);

const run = ({ aws, time }: OperatorsWorld, words: string, faultOf?: FaultOf) =>
  createOperator(aws.connect(faultOf ?? (() => undefined)), time, random)(...words.split(' '));

const historyOf = async (world: OperatorsWorld, name: string): Promise<HistoryView[]> =>
  JSON.parse((await run(world, `import history shop ${name} --json`)).printed) as HistoryView[];

describe('a decision of the command', () => {
  it('is recorded, each of them, and stands behind the import that it came after', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0', 'user-1');
      await bring(world, 'nobody');
      await run(world, 'audience approve shop vip');
      await world.time.sleep(1_000);
      await run(world, 'audience rollback shop vip --to 1');
      await world.time.sleep(1_000);
      await run(world, 'audience retry shop vip');
      await bring(world, 'another');
      await run(world, 'audience discard shop vip');
      await world.time.sleep(1_000);
      await run(world, 'audience delete shop vip --with-file --yes');

      const history = await historyOf(world, 'vip');
      const one = { version: 1, members: 2 };
      const two = { version: 2, members: 0 };
      expect(history.map(({ decisions }) => decisions)).toMatchObject([
        [
          { action: 'delete', before: one, after: null },
          { action: 'discard', before: one, after: one, dropped: { members: 0 } },
        ],
        [
          { action: 'retry' },
          { action: 'rollback', before: two, after: one },
          { action: 'approve', before: one, after: two },
        ],
        [],
      ]);
      for (const { decisions } of history)
        for (const { by } of decisions) expect(by).toEqual({ via: 'command' });
      const { printed } = await run(world, 'import history shop');
      expect(printed).toMatch(/ vip +discard +command, dropped version 5 with 0 members +- +- /);
    }));

  it('stands although it could not be recorded, which is said', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await publish(world, 'user-1');
      const { isDone, said } = await run(world, 'audience rollback shop vip', ({ operation }) =>
        operation === 'PutItem'
          ? { error: new ServiceError('AccessDeniedException', 'is not authorized') }
          : undefined,
      );
      expect(isDone).toBe(true);
      expect(said).toContain('This is done, but not recorded');
      expect(await world.liveVersion()).toBe(1);
    }));

  it('deletes no newer file than a scan has seen', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await world.upload(['user-1', 'user-2']);
      const words = 'audience delete shop vip --with-file --yes';
      const { isDone, said } = await run(world, words);
      expect(isDone).toBe(false);
      expect(said).toContain('the file shop/vip.csv was uploaded again since the last scan');
      await bring(world, 'user-1', 'user-2');
      expect(await world.liveVersion()).toBe(2);
      expect((await run(world, words)).isDone).toBe(true);
      await world.scan();
      expect((await world.item()).source.present).toBe(false);
    }));

  it('is recorded, and done, although the place is not given back, which is said', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { holdFirst: true });
      const keepingPlaces: FaultOf = ({ operation, input }) =>
        operation === 'UpdateItem' && input.TableName === tables.projects
          ? { error: new ServiceError('AccessDeniedException', 'is not authorized') }
          : undefined;
      for (const words of ['discard shop vip', 'delete shop vip --yes']) {
        await bring(world, words);
        const { isDone, said } = await run(world, `audience ${words}`, keepingPlaces);
        expect(isDone).toBe(true);
        expect(said).toContain('its place in the project is not given back yet');
      }
      const decisions = await world.operator().readDecisions('shop', 'vip.csv', 10);
      expect(decisions.map(({ action }) => action)).toEqual(['delete', 'discard']);
    }));

  it('is not recorded when nothing was done', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      for (const words of ['approve', 'discard', 'rollback'])
        expect(await run(world, `audience ${words} shop vip`)).toMatchObject({ isDone: false });
      expect(await world.operator().readDecisions('shop', 'vip.csv', 10)).toEqual([]);
    }));
});
