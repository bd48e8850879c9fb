import { describe, expect, it } from '@jest/globals';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import type { Fault, FaultOf } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { tables } from '../../support/simulation/resources.ts';
import { bring, publish } from '../../support/simulation/publish.ts';
import { press, screen } from './world.ts';

const minute = 60_000;
const vip = { project: 'shop', file: 'vip.csv' };

const decisionsOn = (world: OperatorsWorld, file = 'vip.csv') =>
  world.operator().readDecisions('shop', file, 10);

/** What a page shows of an audience that may be deleted. */
const wholeOf = async (world: OperatorsWorld, live: number | null) => {
  const { versionCounter: counter, source } = await world.item();
  return { live, counter, etag: source.etag };
};

/** What a page shows of a file that may be imported again. */
const importOf = async (world: OperatorsWorld) => {
  const { source, outcome } = await world.item();
  return { etag: source.etag, importId: outcome!.importId };
};

const uploadAndScan = async (world: OperatorsWorld): Promise<void> => {
  await world.time.sleep(minute);
  await world.upload(['user-5', 'user-6']);
  await world.scan();
};

const removeAndScan = async (world: OperatorsWorld): Promise<void> => {
  await world.time.sleep(minute);
  await world.remove();
  await world.scan();
};

const refusing = (code: string): Fault => ({ error: new ServiceError(code, 'it is so') });

/** Giving back a place fails. @param loses the answer to the audience's own write, as well */
const keepingPlaces = (losesAnswer = false): FaultOf => {
  let lost = !losesAnswer;
  return ({ operation, input }) => {
    if (operation !== 'UpdateItem') return undefined;
    if (input.TableName === tables.projects) return refusing('AccessDeniedException');
    if (lost) return undefined;
    lost = true;
    return { lost: 'answer' };
  };
};

/** The first list is held, and has a place. */
const holdFirst = async (world: OperatorsWorld): Promise<void> => {
  await world.operator().putProject.change('shop', { holdFirst: true });
  await bring(world, 'user-0');
  expect(findHeldVersion((await world.item()).versions)?.version).toBe(1);
};

const hold = async (world: OperatorsWorld): Promise<{ live: number; held: number }> => {
  const live = await publish(world, 'user-0', 'user-1');
  await bring(world, 'nobody');
  return { live, held: findHeldVersion((await world.item()).versions)!.version };
};

describe('a button on an audience', () => {
  it('approves, says both numbers, leads back, and is recorded', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      const { text, html, logged } = await press(world, { ...vip, action: 'approve', seen });
      expect(text).toContain('campaigns read version 2 with 0 members now');
      expect(text).toContain('Before, they read version 1 with 2 members.');
      expect(await world.liveVersion()).toBe(2);
      for (const params of [
        { view: 'audience', ...vip },
        { view: 'project', project: 'shop' },
        { view: 'projects' },
      ])
        expect(html).toContain(JSON.stringify(params));
      expect(html).toContain(`endpoint="${screen}"`);
      const by = { via: 'screen', dashboard: 'ops', account: '123456789012', request: 'request-1' };
      expect(await decisionsOn(world)).toMatchObject([
        {
          action: 'approve',
          by,
          audience: '#decisions/shop/vip.csv',
          before: { version: 1, members: 2 },
          after: { version: 2, members: 0 },
        },
      ]);
      expect(logged).toMatchObject([
        { message: 'carried out', details: { ...vip, ...by, action: 'approve', seen } },
      ]);
    }));

  it('discards what is held', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      const { text } = await press(world, { ...vip, action: 'discard', seen });
      expect(text).toContain('"vip", version 2 with 0 members, is dropped');
      expect(text).toContain('Campaigns go on reading version 1 with 2 members.');
      expect(findHeldVersion((await world.item()).versions)).toBeUndefined();
      const live = { version: 1, members: 2 };
      expect(await decisionsOn(world)).toMatchObject([
        { action: 'discard', before: live, after: live, dropped: { version: 2, members: 0 } },
      ]);
    }));

  it('rolls back to the version that was named', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      await publish(world, 'user-1', 'user-2');
      const params = { ...vip, action: 'rollback', to: 1, seen: { live: 2 } };
      const { text } = await press(world, params);
      expect(text).toContain('campaigns read version 1 with 1 member now');
      expect(text).toContain('version 2 with 2 members');
      expect(await world.liveVersion()).toBe(1);
      // What the page showed is no longer so.
      const again = await press(world, params);
      expect(again.text).toContain('Nothing was changed');
      expect(again.text).toContain('Campaigns read version 1 with 1 member now.');
      expect(await decisionsOn(world)).toHaveLength(1);
    }));

  it('imports again', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const retry = { ...vip, action: 'retry', seen: await importOf(world) };
      const { text } = await press(world, retry);
      expect(text).toContain('imported again by the next scan');
      expect((await world.item()).outcome).toHaveProperty('retryAt');
      // Clicked twice: once is meant.
      const { outcome } = await world.item();
      await world.time.sleep(1_000);
      const again = await press(world, retry);
      expect(again.text).toContain('"vip" is due already: the next scan imports it');
      expect((await world.item()).outcome).toEqual(outcome);
      expect(await decisionsOn(world)).toMatchObject([{ action: 'retry' }]);
      await world.scan();
      await world.deliver();
      expect((await press(world, retry)).text).toContain('Something has changed');
      const { text: anew } = await press(world, { ...retry, seen: await importOf(world) });
      expect(anew).toContain('imported again by the next scan');
      expect(await decisionsOn(world)).toHaveLength(2);
    }));

  it.each<[string, (world: OperatorsWorld) => Promise<unknown>, string]>([
    ['nothing', () => Promise.resolve(), 'not imported again until it changes'],
    ['a newer file', uploadAndScan, 'newer, or was asked for again: it is imported.'],
    ['a retry', (world) => world.operator().retryImport('shop', 'vip.csv'), 'or was asked for'],
    [
      'a newer file, in a pause',
      async (world) => {
        await uploadAndScan(world);
        await press(world, { project: 'shop', action: 'pause', seen: { paused: false } });
      },
      'it is imported when the project is resumed',
    ],
    ['no file', removeAndScan, 'Its file is gone.'],
  ])('says what becomes of the file of what is discarded, after %s', (_, happen, said) =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      await happen(world);
      const { text } = await press(world, { ...vip, action: 'discard', seen });
      expect(text).toContain('is dropped');
      expect(text).toContain(said);
    }),
  );

  it('says how long it stays what is approved, where users are matched anew', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { rematchHours: 24 });
      const seen = await hold(world);
      const { text } = await press(world, { ...vip, action: 'approve', seen });
      expect(text).toContain('or its users are matched anew, every 24 hours.');
      const back = { ...vip, action: 'rollback', to: 1, seen: { live: 2 } };
      expect((await press(world, back)).text).toContain(
        'It stays until the file changes, or is imported again.',
      );
    }));

  it('says that nothing is imported, or created again, in a pause', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const live = await publish(world, 'user-1');
      await uploadAndScan(world);
      await press(world, { project: 'shop', action: 'pause', seen: { paused: false } });
      const back = await press(world, { ...vip, action: 'rollback', to: 1, seen: { live } });
      expect(back.text).toContain('changed since: it is imported when the project is resumed');
      const seen = await wholeOf(world, 1);
      const { text } = await press(world, { ...vip, action: 'delete', withFile: false, seen });
      expect(text).toContain('created again when the project is resumed');
    }));

  it.each([
    [true, 'is deleted, too', false],
    [false, 'is still there', true],
  ])('deletes, with its file: %p', (withFile, said, isDue) =>
    runWithOperators(async (world) => {
      const live = await publish(world, 'user-0');
      const seen = await wholeOf(world, live);
      const { text } = await press(world, { ...vip, action: 'delete', withFile, seen });
      expect(text).toContain('campaigns read nothing of it any more');
      expect(text).toContain(said);
      expect(await world.liveVersion()).toBeUndefined();
      const { slots } = (await world.operator().getProject('shop'))!;
      expect(slots).not.toHaveProperty(slotOf('vip.csv'));
      await world.scan();
      expect((await world.item()).source.present).toBe(isDue);
      expect(await decisionsOn(world)).toMatchObject([
        { action: 'delete', before: { version: 1, members: 1 }, after: null },
      ]);
    }),
  );

  it('does nothing when another list was published since, and says what there is', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      await publish(world, 'user-3');
      const before = await world.item();
      for (const params of [
        { action: 'approve', seen },
        { action: 'discard', seen },
        { action: 'rollback', to: 1, seen },
        { action: 'retry', seen: { etag: 'another', importId: null } },
        { action: 'delete', withFile: true, seen: { live: seen.live, counter: 2, etag: 'e' } },
      ]) {
        const { text } = await press(world, { ...vip, ...params });
        expect(text).toContain('Nothing was changed');
        expect(text).toContain('Campaigns read version 3 with 1 member now.');
      }
      expect(await world.item()).toEqual(before);
      await world.scan();
      expect((await world.item()).source.present).toBe(true);
      expect(await decisionsOn(world)).toEqual([]);
    }));

  it('says that the file is gone when the audience changes at the very moment of its deletion', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const live = await publish(world, 'user-1');
      const seen = await wholeOf(world, live);
      const pressing = press(
        ...([world, { ...vip, action: 'delete', withFile: true, seen }] as const),
        {
          faultOf: ({ operation }) =>
            operation === 'UpdateItem' ? { requestDelay: minute } : undefined,
        },
      );
      await world.time.sleep(minute / 2);
      await world.operator().rollbackAudience('shop', 'vip.csv', 1, 'another');
      const { text, logged } = await pressing;
      expect(text).toContain('Only its file was deleted');
      expect(text).toContain('Its file shop/vip.csv was deleted before that.');
      expect(logged.map(({ message }) => message)).toEqual(['carried out in part']);
      const stays = { version: 1, members: 1 };
      expect(await decisionsOn(world)).toMatchObject([
        { action: 'delete', onlyFile: true, before: stays, after: stays },
      ]);
      expect(text).toContain('Campaigns read version 1 with 1 member now.');
      expect(await world.liveVersion()).toBe(1);
    }));

  it.each([
    ['no scan has seen yet', false],
    ['was seen since, and not imported yet', true],
  ])('does not delete a newer file that %s', (_, isSeen) =>
    runWithOperators(async (world) => {
      const live = await publish(world, 'user-0');
      const seen = await wholeOf(world, live);
      await world.time.sleep(minute);
      await world.upload(['user-1', 'user-2']);
      if (isSeen) await world.scan();
      const before = await world.item();
      expect(before.source.etag !== seen.etag).toBe(isSeen);
      const { text } = await press(world, { ...vip, action: 'delete', withFile: true, seen });
      expect(text).toContain('Nothing was changed');
      expect(text).toContain('The file shop/vip.csv was uploaded again since it was looked at');
      expect(await world.item()).toEqual(before);
      await bring(world, 'user-1', 'user-2');
      expect(await world.liveVersion()).toBe(2);
      expect(await decisionsOn(world)).toEqual([]);
    }),
  );

  it('deletes with its file one whose file is gone already', () =>
    runWithOperators(async (world) => {
      const live = await publish(world, 'user-0');
      const seen = await wholeOf(world, live);
      await world.remove();
      const { text } = await press(world, { ...vip, action: 'delete', withFile: true, seen });
      expect(text).toContain('"vip" is deleted');
      expect(await world.liveVersion()).toBeUndefined();
    }));

  it.each<[string, object, FaultOf]>([
    ['delete', { withFile: false }, keepingPlaces()],
    ['discard', {}, keepingPlaces()],
    ['discard', {}, keepingPlaces(true)],
  ])('is done when only its place is not given back: %s', (action, more, faultOf) =>
    runWithOperators(async (world) => {
      await holdFirst(world);
      const seen = { ...(await wholeOf(world, null)), held: 1 };
      const { text, logged } = await press(world, { ...vip, action, ...more, seen }, { faultOf });
      expect(text).toContain('Done');
      expect(logged.map(({ message }) => message)).toEqual([
        'carried out',
        'a place is left to the collector',
      ]);
      expect(await decisionsOn(world)).toMatchObject([{ action }]);
      const { slots } = (await world.operator().getProject('shop'))!;
      expect(slots).toHaveProperty(slotOf('vip.csv'));
    }),
  );

  it('is recorded without what a caller has made up of the dashboard', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      const widget = { dashboardName: 'x'.repeat(400_000), accountId: '1' };
      const { text } = await press(world, { ...vip, action: 'approve', seen }, { widget });
      expect(text).not.toContain('could not be recorded');
      expect((await decisionsOn(world)).map(({ by }) => by)).toEqual([
        { via: 'screen', request: 'request-1' },
      ]);
    }));

  it('is recorded without the dashboard where it cannot be stored with it', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      const { text } = await press(...([world, { ...vip, action: 'approve', seen }] as const), {
        faultOf: ({ operation, input }) =>
          operation === 'PutItem' && JSON.stringify(input).includes('"dashboard"')
            ? refusing('ValidationException')
            : undefined,
      });
      expect(text).not.toContain('could not be recorded');
      expect((await decisionsOn(world)).map(({ by }) => by)).toEqual([
        { via: 'screen', request: 'request-1' },
      ]);
    }));

  it('is told when the decision could not be recorded, and it stands', () =>
    runWithOperators(async (world) => {
      const seen = await hold(world);
      const { text, logged } = await press(
        ...([world, { ...vip, action: 'approve', seen }] as const),
        {
          faultOf: ({ operation }) =>
            operation === 'PutItem' ? refusing('AccessDeniedException') : undefined,
        },
      );
      expect(text).toContain('could not be recorded');
      expect(await world.liveVersion()).toBe(2);
      expect(logged.map(({ message }) => message)).toContain(
        'a decision is carried out, but not recorded',
      );
    }));
});

describe('a button on a project', () => {
  const project = async (world: OperatorsWorld) => (await world.operator().getProject('shop'))!;
  const limitTo = (value: unknown) => ({
    widget: { forms: { all: { 'project-limit': value } } },
  });

  it('pauses and resumes, once', () =>
    runWithOperators(async (world) => {
      const pause = { project: 'shop', action: 'pause', seen: { paused: false } };
      expect((await press(world, pause)).text).toContain('Project "shop" is paused');
      expect(await project(world)).toMatchObject({ paused: true });
      const again = await press(world, pause);
      expect(again.text).toContain('Nothing was changed');
      expect(again.text).toContain('Project "shop" is paused.');
      const resume = { project: 'shop', action: 'resume', seen: { paused: true } };
      expect((await press(world, resume)).text).toContain('is resumed');
      expect(await project(world)).toMatchObject({ paused: false });
    }));

  it('sets the limit that was entered, also below what there is', () =>
    runWithOperators(async (world) => {
      await publish(world, 'user-0');
      const limit = { project: 'shop', action: 'limit', seen: { limit: 10 } };
      const { text } = await press(world, limit, limitTo(' 0 '));
      expect(text).toContain('may have 0 audiences now; its limit was 10');
      expect(text).toContain('It has 1: they stay');
      expect(await project(world)).toMatchObject({ audienceLimit: 0 });
      expect((await press(world, limit, limitTo('5'))).text).toContain('may have 0 audiences.');
    }));

  it.each(['', '-1', '1e3', '0x10', '2001', '3.5', 'many', '<b>1</b>', '９', 7])(
    'refuses %j as a limit',
    (entered) =>
      runWithOperators(async (world) => {
        const limit = { project: 'shop', action: 'limit', seen: { limit: 10 } };
        const { text, html } = await press(world, limit, limitTo(entered));
        expect(text).toContain('give a whole number from 0 to 2,000');
        expect(html).not.toContain('<b>1');
        expect(await project(world)).toMatchObject({ audienceLimit: 10 });
      }),
  );
});
