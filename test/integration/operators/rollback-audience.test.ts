import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import type { ClaimedImport } from '../../../lambdas/shared/claims/ports.ts';
import type {
  AudienceItem,
  Outcome,
  Version,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue, isOnItsWay } from '../../../lambdas/shared/domain/due.ts';
import { createRetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import {
  createRollbackAudience,
  type Rollback,
} from '../../../lambdas/shared/operators/rollback-audience.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aDifferenceLayout, aLiveVersion, aSource, someCounts } from '../../support/factories.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import {
  type ArrangedAudience,
  arrangeAudience,
  layout,
  live,
  now,
  onFirstLook,
  until,
} from './arrange-audience.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const day = 86_400_000;
const old = { etag: 'e0', counts: someCounts({ members: 7 }), layout, publishedAt: 1 };
const superseded: Version = { state: 'superseded', ...old, until: now + 5 };

const replaced: Partial<AudienceItem> = {
  versionCounter: 5,
  versions: { 3: superseded, 4: live },
  outcome: { etag: 'e1', result: 'published', importId: 'i0', at: 1 },
};

/** Its file has changed since. */
const due: Partial<AudienceItem> = {
  outcome: { etag: 'e0', result: 'published', importId: 'i0', at: 1 },
};

const arrange = async (more: Partial<AudienceItem> = {}) => {
  const audience = await arrangeAudience(dynalite, { ...replaced, ...more });
  const rollback = createRollbackAudience(audience.deps);
  return {
    ...audience,
    rollback: (to?: number) => rollback('shop', audience.fileName, to, 'rollback-1'),
  };
};

describe('rolling an audience back', () => {
  it('publishes the version before, under its number, and gives the other its grace', async () => {
    const { read, rollback } = await arrange();
    const before = await read();
    expect(await rollback()).toEqual({
      result: 'published',
      version: 3,
      superseded: 4,
      members: 7,
      file: 'done',
      membersBefore: 1,
      isSameFile: false,
    });
    expect(await read()).toEqual({
      ...before,
      versionCounter: 6,
      versions: {
        3: { state: 'live', ...old },
        4: { ...live, state: 'superseded', until: now + day },
      },
      outcome: { etag: 'e1', result: 'published', importId: 'rollback-1', at: now, pinned: true },
      operation: 'rollback-1',
      trend: [7],
      unannounced: 'shop',
      events: {
        6: {
          type: 'published',
          trigger: 'rollback',
          at: now,
          version: 3,
          live: { version: 3, members: 7 },
        },
      },
    });
  });

  it('takes what was live before, whatever its number, or the one that is named', async () => {
    const { read, rollback } = await arrange({
      versionCounter: 9,
      versions: {
        1: { ...superseded, until: now + 1 },
        3: { ...superseded, until: now + 3 },
        5: live,
        7: { ...superseded, until: now + 2 },
        8: { state: 'collecting', etag: 'e0' },
        9: { state: 'abandoned', etag: 'e0', until: now + 9 },
      },
    });
    expect(await rollback()).toMatchObject({ version: 3, superseded: 5 });
    expect(await rollback(7)).toMatchObject({ version: 7, superseded: 3 });
    expect((await read()).versions).toMatchObject({ 7: { state: 'live' } });
  });

  it('undoes the last one when it is repeated', async () => {
    const { rollback } = await arrange();
    await rollback();
    expect(await rollback()).toMatchObject({ version: 4, superseded: 3 });
  });

  it('publishes what nobody has collected yet, although its time is over, if it is named', async () => {
    const { rollback } = await arrange({
      versions: { 3: { ...superseded, until: now - 1 }, 4: live },
    });
    expect(await rollback()).toEqual({ result: 'refused', why: 'no-earlier' });
    expect(await rollback(3)).toMatchObject({ version: 3, superseded: 4 });
  });

  it('publishes a difference, and the base that it stands on, under their layouts', async () => {
    const onBase = aDifferenceLayout({ base: 2 });
    const { read, rollback } = await arrange({
      versions: {
        2: { ...superseded, until: now - 9 * day },
        3: { ...superseded, layout: onBase },
        4: live,
      },
    });
    expect(await rollback()).toMatchObject({ version: 3, superseded: 4 });
    expect((await read()).versions[3]).toMatchObject({ state: 'live', layout: onBase });
    expect(await rollback(2)).toMatchObject({ version: 2, superseded: 3 });
    expect((await read()).versions).toMatchObject({
      2: { state: 'live', layout },
      3: { state: 'superseded', layout: onBase, until: now + day },
    });
  });

  describe('leaves a newer file as it is, which', () => {
    const newer = aSource({ etag: 'e2' });
    const of2 = { etag: 'e2', importId: 'i2', at: 2 };

    it('was not imported yet', async () => {
      const { claim, message, read, rollback } = await arrange({
        source: newer,
        enqueued: { etag: 'e2', at: now - 1 },
      });
      expect(await rollback()).toMatchObject({ version: 3, file: 'due' });
      const item = await read();
      expect(item).toMatchObject({ outcome: { etag: 'e1' }, enqueued: { etag: 'e2' } });
      expect(isDue(item, now)).toBe(true);
      expect(await claim(message, 'i2', until)).toMatchObject({ version: 7 });
    });

    it('is being imported: that is called off, and a scan sends it again', async () => {
      const { claim, end, message, read, rollback } = await arrange({
        source: newer,
        enqueued: { etag: 'e2', at: now - 1 },
      });
      const claimed = await claim(message, 'i2', until);
      if (typeof claimed === 'string') throw new Error(claimed);
      expect(await rollback()).toMatchObject({ version: 3, file: 'called-off' });
      expect(await end.publish(claimed, someCounts(), layout)).toBe(false);
      const item = await read();
      expect(isDue(item, now)).toBe(true);
      expect(isOnItsWay(item, now)).toBe(false);
    });

    it.each<[string, Outcome, Partial<Rollback>, boolean]>([
      [
        'failed for now',
        { ...of2, result: 'failed', retryAt: now + 9 },
        { file: 'failed', retryAt: now + 9 },
        false,
      ],
      [
        'failed, and may be tried again',
        { ...of2, result: 'failed', retryAt: now - 1 },
        { file: 'due' },
        true,
      ],
      ['was rejected', { ...of2, result: 'rejected', cause: 'empty' }, { file: 'rejected' }, false],
      ['was rolled back from before', { ...of2, result: 'published' }, { file: 'done' }, false],
    ])('%s', async (_, outcome, result, due) => {
      const { read, rollback } = await arrange({ source: newer, outcome });
      expect(await rollback()).toMatchObject(result);
      const item = await read();
      expect(item.outcome).toMatchObject({ etag: 'e2', result: outcome.result });
      expect(isDue(item, now)).toBe(due);
    });

    it('is gone', async () => {
      const { rollback } = await arrange({ source: { ...newer, present: false } });
      expect(await rollback()).toMatchObject({ file: 'missing' });
    });
  });

  it('lets no worker end that claimed before, however it would', async () => {
    const { claimed, end, read, rollback } = await arrange(due);
    const attempt = await claimed('i1');
    await rollback();
    const after = await read();
    expect(await end.publish(attempt, someCounts(), layout)).toBe(false);
    expect(await end.publishUnchanged(attempt, attempt.live!, someCounts())).toBe(false);
    expect(await end.reject(attempt, { cause: 'empty', message: '' }, 'chunks')).toBe(false);
    expect(await end.release(attempt, 'no-chunks')).toBe(false);
    // Only that it has ended, so that nobody waits for it.
    const { [attempt.version]: ended, ...others } = after.versions;
    const versions = { ...others, [attempt.version]: { ...ended, until: now } };
    expect(await read()).toEqual({ ...after, versions });
    expect(after).not.toHaveProperty('claim');
    expect(after.versions[attempt.version]).toEqual({ state: 'abandoned', etag: 'e1', until });
    expect(after.versionCounter).toBe(attempt.version + 1);
  });

  it('is not undone by a scan, or by a message that is on its way, but by a change or a retry', async () => {
    const failed = { etag: 'e1', result: 'failed' as const, importId: 'i', at: 1, retryAt: now };
    const { claim, deps, fileName, message, read, recordSource, rollback } = await arrange({
      outcome: failed,
    });
    await rollback();
    const known = await read();
    const { etag, size, lastModified } = known.source;
    expect(
      decide(
        {
          fileName,
          known,
          listedAt: now,
          listed: { fileName, etag, size, lastModified, listedAt: now },
        },
        now,
      ),
    ).toEqual(expect.objectContaining({ send: 'no' }));
    expect(await claim(message, 'i2', until)).toBe('not-due');

    expect(await createRetryImport(deps)('shop', fileName)).toBe('due');
    await rollback(4);
    expect(isDue(await read(), now)).toBe(false);
    await recordSource('shop', fileName, aSource({ etag: 'e2', seenAt: now }));
    expect(isDue(await read(), now)).toBe(true);
  });

  it.each<[string, Partial<AudienceItem>, number | undefined, string]>([
    ['the audience is deleted', { deletedAt: 1 }, undefined, 'deleted'],
    ['nothing is published', { versions: { 3: superseded } }, undefined, 'not-published'],
    ['nothing earlier is left', { versions: { 4: live } }, undefined, 'no-earlier'],
    [
      'what is left stays for others, and is not what was live before',
      {
        versions: {
          3: { ...superseded, until: now - day },
          4: aLiveVersion({ etag: 'e1', layout: aDifferenceLayout({ base: 3 }) }),
        },
      },
      undefined,
      'no-earlier',
    ],
    ['the version was collected', {}, 2, 'gone'],
    [
      'it is being collected',
      { versions: { 3: { state: 'collecting', etag: 'e0' }, 4: live } },
      3,
      'collecting',
    ],
    [
      'it was never published',
      { versions: { 3: { state: 'abandoned', etag: 'e0', until: 1 }, 4: live } },
      3,
      'unfinished',
    ],
    ['it is published', {}, 4, 'live'],
  ])('is refused when %s', async (_, more, to, why) => {
    const { read, rollback } = await arrange(more);
    const before = await read();
    expect(await rollback(to)).toEqual({ result: 'refused', why });
    expect(await read()).toEqual(before);
  });

  it('is refused for a name that was never seen', async () => {
    const { deps } = await arrange();
    const rollback = createRollbackAudience(deps);
    expect(await rollback('shop', 'never.csv', undefined, 'r')).toMatchObject({ why: 'unknown' });
  });

  describe('looks again when, between its look and its write,', () => {
    /** @param early an import has claimed before */
    const rollBackWhile = async (
      early: boolean,
      meanwhile: (audience: ArrangedAudience, import1: ClaimedImport) => Promise<unknown>,
      to?: number,
    ) => {
      const audience = await arrange(due);
      const { claimed, deps, fileName, read } = audience;
      const before = early ? await claimed('i1') : undefined;
      const rollback = createRollbackAudience({
        ...deps,
        getItem: onFirstLook(deps.getItem, async () => {
          await meanwhile(audience, before ?? (await claimed('i1')));
        }),
      });
      const result = await rollback('shop', fileName, to, 'r');
      return { result, item: await read() };
    };

    it.each([true, false])(
      'an import is published (that has claimed before: %p)',
      async (early) => {
        const publish = ({ end }: ArrangedAudience, import1: ClaimedImport) =>
          end.publish(import1, someCounts(), layout);
        const { result, item } = await rollBackWhile(early, publish);
        expect(result).toEqual({ result: 'refused', why: 'changed' });
        expect(item.versions).toMatchObject({
          3: { state: 'superseded' },
          4: { state: 'superseded' },
          6: { state: 'live' },
        });
        const named = await rollBackWhile(early, publish, 3);
        expect(named.result).toMatchObject({ version: 3, superseded: 6 });
      },
    );

    it('another operator rolls it back: two do not undo each other', async () => {
      const { result, item } = await rollBackWhile(false, ({ deps, fileName }) =>
        createRollbackAudience(deps)('shop', fileName, undefined, 'another'),
      );
      expect(result).toEqual({ result: 'refused', why: 'changed' });
      expect(item.versions).toMatchObject({ 3: { state: 'live' }, 4: { state: 'superseded' } });
    });

    it('an import claims: it has no version left to write under', async () => {
      const { result, item } = await rollBackWhile(false, () => Promise.resolve());
      expect(result).toMatchObject({ version: 3 });
      expect(item).not.toHaveProperty('claim');
      expect(item.versions).toMatchObject({ 6: { state: 'abandoned' } });
    });

    it('an import lets go', async () => {
      const { result, item } = await rollBackWhile(true, ({ end }, import1) =>
        end.release(import1, 'no-chunks'),
      );
      expect(result).toMatchObject({ version: 3 });
      expect(Object.keys(item.versions)).toEqual(['3', '4']);
    });

    it('the file changes: it is imported', async () => {
      const { item } = await rollBackWhile(true, ({ fileName, recordSource }) =>
        recordSource('shop', fileName, aSource({ etag: 'e2', seenAt: now })),
      );
      expect(item.outcome).toMatchObject({ etag: 'e1', importId: 'r' });
      expect(isDue(item, now)).toBe(true);
    });
  });

  it('is done when its answer was lost and the repetition finds it done', async () => {
    const { deps, fileName, read } = await arrange();
    const rollback = createRollbackAudience({
      ...deps,
      dynamodb: losingAnswers(deps.dynamodb),
    });
    expect(await rollback('shop', fileName, undefined, 'r')).toMatchObject({ version: 3 });
    expect((await read()).versionCounter).toBe(6);
  });
});
