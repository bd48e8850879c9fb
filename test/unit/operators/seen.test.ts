import { describe, expect, it } from '@jest/globals';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import {
  losingFirst,
  type OperatorsWorld,
  runWithOperators,
} from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';

const minute = 60_000;

/** Between the look of whoever acts and their write, there is time for others to act. */
const slow = (): { faultOf: FaultOf } => ({
  faultOf: ({ operation }) =>
    operation === 'UpdateItem' ? { requestDelay: 15 * minute } : undefined,
});
const losing = () => ({ faultOf: losingFirst('UpdateItem', minute) });
const calm = () => ({});

/** What a page shows of the audience. */
const look = async (world: OperatorsWorld) => {
  const { versionCounter, versions, source } = await world.item();
  const held = findHeldVersion(versions)?.version;
  return { live: (await world.liveVersion()) ?? null, counter: versionCounter, source, held };
};

const acts = {
  approve: async (world: OperatorsWorld, options = {}) => {
    const { live, held } = await look(world);
    return () =>
      world.operator(options).approveAudience('shop', 'vip.csv', held, 'approve-1', { live });
  },
  discard: async (world: OperatorsWorld, options = {}) => {
    const { live, held } = await look(world);
    return () =>
      world.operator(options).discardHeld('shop', 'vip.csv', held, 'discarded', { live });
  },
  rollback: async (world: OperatorsWorld, options = {}) => {
    const { live } = await look(world);
    return () => world.operator(options).rollbackAudience('shop', 'vip.csv', 1, 'r-1', { live });
  },
  delete: async (world: OperatorsWorld, options = {}) => {
    const { live, counter } = await look(world);
    const seen = { live, counter };
    return () =>
      world.operator(options).deleteAudience('shop', 'vip.csv', { forgetFile: false, seen });
  },
};

/** Two versions, and a third one that is held. */
const arrange = async (world: OperatorsWorld): Promise<void> => {
  await publish(world, 'user-0');
  await publish(world, 'user-1');
  await bring(world, 'nobody');
  expect((await look(world)).held).toBe(3);
};

describe.each(Object.entries(acts))('%s, of an audience as somebody has seen it', (_, prepare) => {
  it('is carried out while it is so', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const act = await prepare(world, calm());
      expect(await act()).toMatchObject({
        result: expect.stringMatching(/^(published|discarded|deleted)$/),
      });
    }));

  it('is refused when another list was published since', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const act = await prepare(world);
      await publish(world, 'user-2');
      const before = await world.item();
      const done = await act();
      expect(done.result).toMatch(/^(refused|changed)$/);
      expect(await world.item()).toEqual(before);
    }));

  it('is refused when another operator has published one since', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const act = await prepare(world);
      await world.operator().rollbackAudience('shop', 'vip.csv', 1, 'another');
      const before = await world.item();
      const done = await act();
      expect(done.result).toMatch(/^(refused|changed)$/);
      expect(await world.item()).toEqual(before);
    }));

  it('is refused when that happens between the look and the write', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const act = await prepare(world, slow());
      const acting = act();
      await world.time.sleep(minute);
      await publish(world, 'user-2');
      const before = await world.item();
      const done = await acting;
      expect(done.result).toMatch(/^(refused|changed)$/);
      expect(await world.item()).toEqual(before);
    }));

  it('counts as done when its answer is lost, whatever came after', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const act = await prepare(world, losing());
      const acting = act();
      await world.time.sleep(1_000);
      await bring(world, 'user-3');
      const done = await acting;
      expect(done.result).toMatch(/^(published|discarded|deleted)$/);
    }));
});

describe('a retry', () => {
  it('is of the file that was seen, and of no other', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { source, outcome } = await world.item();
      const seen = { etag: source.etag, importId: outcome!.importId };
      const retry = (options = {}) => world.operator(options).retryImport('shop', 'vip.csv', seen);
      const retrying = retry(slow());
      await world.time.sleep(minute);
      await publish(world, 'user-1');
      expect(await retrying).toBe('changed');
      expect(await retry()).toBe('changed');
      expect((await world.item()).outcome).not.toHaveProperty('retryAt');
    }));
});

describe('a deletion with its file', () => {
  it('leaves the file alone when the audience is not as it was seen', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const { live, counter, source } = await look(world);
      await publish(world, 'user-1');
      const { deleteAudienceAndFile } = world.operator();
      const options = { withFile: true, seen: { live, counter, etag: source.etag } };
      expect(await deleteAudienceAndFile({ path: 'shop/' }, await world.item(), options)).toEqual({
        result: 'changed',
      });
      await world.scan();
      expect((await world.item()).source.present).toBe(true);
    }));
});

describe('a setting of a project, as somebody has seen it', () => {
  const pause = { setting: 'paused', seen: false, value: true } as const;
  const lower = { setting: 'audienceLimit', seen: 10, value: 3 } as const;
  const raise = { setting: 'audienceLimit', seen: 10, value: 50 } as const;

  it.each([pause, lower])('is changed while it is so: $setting', (change) =>
    runWithOperators(async (world) => {
      const { changeProjectAsSeen } = world.operator();
      expect(await changeProjectAsSeen('shop', change)).toMatchObject({
        result: 'changed',
        project: { [change.setting]: change.value },
      });
      expect(await changeProjectAsSeen('shop', change)).toMatchObject({
        result: 'refused',
        why: 'seen',
        project: { [change.setting]: change.value },
      });
    }),
  );

  it('is not changed by who comes second', () =>
    runWithOperators(async (world) => {
      const late = world.operator(slow()).changeProjectAsSeen('shop', lower);
      await world.time.sleep(minute);
      await world.operator().changeProjectAsSeen('shop', raise);
      expect(await late).toMatchObject({ why: 'seen', project: { audienceLimit: 50 } });
    }));

  it('counts as changed when the answer is lost', () =>
    runWithOperators(async (world) => {
      const { changeProjectAsSeen } = world.operator(losing());
      expect(await changeProjectAsSeen('shop', lower)).toMatchObject({ result: 'changed' });
    }));

  it('is not changed in a project that is gone', () =>
    runWithOperators(async (world) => {
      const { changeProjectAsSeen, switchProject, getProject } = world.operator();
      expect(await changeProjectAsSeen('fresh', pause)).toMatchObject({ why: 'unknown' });
      await switchProject.markDeleted((await getProject('shop'))!);
      expect(await changeProjectAsSeen('shop', lower)).toMatchObject({ why: 'unknown' });
    }));
});
