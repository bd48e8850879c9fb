import { describe, expect, it } from '@jest/globals';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import type { Fault } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';
import { press, screen } from './world.ts';

const vip = { project: 'shop', file: 'vip.csv' };

const decisionsOn = (world: OperatorsWorld, file = 'vip.csv') =>
  world.operator().readDecisions('shop', file, 10);

const refusing = (code: string): Fault => ({ error: new ServiceError(code, 'it is so') });

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
      const by = { via: 'screen', dashboard: 'ops', account: '1', request: 'request-1' };
      expect(await decisionsOn(world)).toMatchObject([
        {
          ...{ action: 'approve', by, audience: '#decisions/shop/vip.csv' },
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
      const { etag } = (await world.item()).source;
      const { text } = await press(world, { ...vip, action: 'retry', seen: { etag } });
      expect(text).toContain('imported again by the next scan');
      expect((await world.item()).outcome).toHaveProperty('retryAt');
      expect(await decisionsOn(world)).toMatchObject([{ action: 'retry' }]);
    }));

  it.each([
    [true, 'is deleted, too', false],
    [false, 'is still there', true],
  ])('deletes, with its file: %p', (withFile, said, isDue) =>
    runWithOperators(async (world) => {
      const live = await publish(world, 'user-0');
      const seen = { live, counter: (await world.item()).versionCounter };
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
        { action: 'retry', seen: { etag: 'another' } },
        { action: 'delete', withFile: true, seen: { live: seen.live, counter: 2 } },
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
      const seen = { live, counter: (await world.item()).versionCounter };
      const minute = 60_000;
      const pressing = press(
        ...([world, { ...vip, action: 'delete', withFile: true, seen }] as const),
        {
          faultOf: ({ operation }) =>
            operation === 'UpdateItem' ? { requestDelay: minute } : undefined,
        },
      );
      await world.time.sleep(minute / 2);
      await world.operator().rollbackAudience('shop', 'vip.csv', 1, 'another');
      const { text } = await pressing;
      expect(text).not.toContain('Nothing was changed');
      expect(text).toContain('Its file shop/vip.csv was deleted before that.');
      expect(text).toContain('Campaigns read version 1 with 1 member now.');
      expect(await world.liveVersion()).toBe(1);
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

describe('a call that is none of ours', () => {
  const seen = { live: 1, held: 2 };

  it.each([
    [{}, 'parameters that it does not know'],
    [{ action: 'drop', project: 'shop' }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen: { live: 'one' } }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen, screen: 'x' }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen, project: 'none' }, 'no project "none"'],
    [{ project: 'none', action: 'pause', seen: { paused: false } }, 'no project "none"'],
    [{ ...vip, action: 'approve', seen }, 'no audience "vip" in project "shop"'],
  ])('is answered by a sentence: %j', (params, said) =>
    runWithOperators(async (world) => {
      expect((await press(world, params)).text).toContain(said);
    }),
  );

  it('shows a name as text, whatever it is', () =>
    runWithOperators(async (world) => {
      const file = '<script>alert(1)</script>\u202e&"\'.csv';
      const { html } = await press(world, { ...vip, file, action: 'approve', seen });
      expect(html).not.toContain('<script>');
      expect(html).not.toMatch(/<p>[^<]*\u202e/);
      expect(html).toContain('&lt;script&gt;');
    }));

  it('says what AWS refuses, and what to do; and throws what nobody has thought of', () =>
    runWithOperators(async (world) => {
      const params = { ...vip, action: 'approve', seen };
      const refuse = (refusal: string) =>
        press(world, params, {
          faultOf: ({ operation }) => (operation === 'GetItem' ? refusing(refusal) : undefined),
        });
      const { text, logged } = await refuse('AccessDeniedException');
      expect(text).toContain('does not allow it to the function');
      expect(logged).toMatchObject([{ message: 'AWS has refused it' }]);
      await expect(refuse('ValidationException')).rejects.toThrow();
    }));

  it('is answered in the language of the dashboard', () =>
    runWithOperators(async (world) => {
      const { text } = await press(world, {}, { widget: { locale: 'ja' } });
      expect(text).toContain('何も変更していません');
    }));
});
