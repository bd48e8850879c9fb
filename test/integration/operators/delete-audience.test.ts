import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import { createRecordSending } from '../../../lambdas/scanner/adapters/record-sending.ts';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue } from '../../../lambdas/shared/domain/due.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { AudienceNotFoundError, AudienceReader } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aSource, someCounts } from '../../support/factories.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import { importList } from '../../support/publish-members.ts';
import { collect } from '../../support/streams.ts';
import { arrangeAudience, layout, live, now, published, until } from './arrange-audience.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const sendingNow = { etag: 'e1', at: now, sending: true };

const arrange = async (more: Partial<AudienceItem> = published) => {
  const audience = await arrangeAudience(dynalite, more);
  const remove = createDeleteAudience(audience.deps);
  const recordSending = createRecordSending(dynalite.document, dynalite.tables.audiences);
  return {
    ...audience,
    /** A scan finds the file due. */
    sendAgain: () => recordSending(audience.message, sendingNow),
    remove: (forgetFile = false) => remove(audience.projectId, audience.fileName, { forgetFile }),
  };
};

describe('deleting an audience', () => {
  it('takes it from its readers, and leaves what has to outlive it', async () => {
    const notice = {
      kind: 'rejected' as const,
      cause: 'empty',
      message: '',
      importId: 'i0',
      etag: 'e1',
      at: 1,
    };
    const { read, remove } = await arrange({
      ...published,
      told: { etag: 'e1', causes: ['empty'] },
      enqueued: { etag: 'e1', at: 1 },
      notices: { 'i0:empty': notice },
      pending: 'shop',
    });
    const before = await read();
    expect(await remove()).toEqual({
      result: 'deleted',
      version: 4,
      live: { version: 3, members: 1 },
    });
    expect(await read()).toEqual({
      projectId: 'shop',
      fileName: before.fileName,
      audienceId: before.audienceId,
      source: before.source,
      versionCounter: 4,
      versions: { 3: { ...live, state: 'superseded', until: now + 86_400_000 } },
      notices: { 'i0:empty': notice },
      pending: 'shop',
      events: { 4: { type: 'deleted', trigger: 'deletion', at: now } },
      unannounced: 'shop',
      deletedAt: now,
      operation: expect.stringContaining('operation-') as unknown,
    });
  });

  it('leaves snapshots that are open readable, and lets nobody open another', async () => {
    await importList(dynalite, 'open.csv', ['a', 'b']);
    const reader = new AudienceReader({ dynamodb: dynalite.client, tables: dynalite.tables });
    const snapshot = await reader.snapshot('shop', 'open');
    const { deps } = await arrange();
    await createDeleteAudience(deps)('shop', 'open.csv', { forgetFile: false });
    expect((await collect(snapshot.ids())).sort()).toEqual(['a', 'b']);
    await expect(reader.snapshot('shop', 'open')).rejects.toThrow(AudienceNotFoundError);
  });

  it('lets no worker end that claimed before, however it would', async () => {
    const { claimed, end, read, remove } = await arrange({});
    const attempt = await claimed('i1');
    await remove();
    const after = await read();
    expect(await end.publish(attempt, someCounts(), layout)).toBe(false);
    expect(await end.reject(attempt, { cause: 'empty', message: '' }, 'chunks')).toBe(false);
    expect(await end.fail(attempt, { cause: 'gave-up', message: '' }, 'no-chunks')).toBe(false);
    expect(await end.release(attempt, 'no-chunks')).toBe(false);
    // Only that it has ended, so that nobody waits for it.
    const { [attempt.version]: ended, ...others } = after.versions;
    const versions = { ...others, [attempt.version]: { ...ended, until: now } };
    expect(await read()).toEqual({ ...after, versions });
    expect(after.versions).toEqual({
      [attempt.version]: { state: 'abandoned', etag: 'e1', until },
    });
    expect(after.versionCounter).toBe(attempt.version + 1);
  });

  it.each(['claimed before', 'claims and publishes'])(
    'deletes also what an import publishes between its look and its write that %s',
    async (when) => {
      const { deps, fileName, claimed, end, read } = await arrange({});
      const early = when === 'claimed before' ? await claimed('i1') : undefined;
      let looks = 0;
      const remove = createDeleteAudience({
        ...deps,
        getItem: async (...key) => {
          const item = await deps.getItem(...key);
          looks += 1;
          if (looks === 1) await end.publish(early ?? (await claimed('i1')), someCounts(), layout);
          return item;
        },
      });
      expect(await remove('shop', fileName, { forgetFile: false })).toMatchObject({
        result: 'deleted',
      });
      expect(await read()).toMatchObject({
        versionCounter: 2,
        deletedAt: now,
        versions: { 1: { state: 'superseded' } },
      });
    },
  );

  it('is done when its answer was lost and the repetition finds it done', async () => {
    const { deps, fileName } = await arrange();
    const remove = createDeleteAudience({ ...deps, dynamodb: losingAnswers(deps.dynamodb) });
    expect(await remove('shop', fileName, { forgetFile: false })).toMatchObject({
      result: 'deleted',
    });
  });

  it('is refused for one that is deleted already, or was never seen', async () => {
    const { deps, fileName, read, remove } = await arrange();
    await remove();
    const after = await read();
    const later = createDeleteAudience({ ...deps, now: () => now + 1 });
    expect(await later('shop', fileName, { forgetFile: false })).toMatchObject({
      result: 'deleted-already',
    });
    expect(await later('shop', 'never.csv', { forgetFile: true })).toMatchObject({
      result: 'unknown',
    });
    expect(await read()).toEqual(after);
  });
});

describe('a deleted audience whose file is still there', () => {
  it('is created again by the same ETag, under a number that was never used', async () => {
    const { claimed, end, read, remove, sendAgain } = await arrange();
    await remove();
    expect(isDue(await read(), now)).toBe(true);
    await sendAgain();
    const attempt = await claimed('i1');
    expect(attempt).toMatchObject({ version: 5, live: undefined, told: undefined });
    expect(await end.publish(attempt, someCounts(), layout)).toBe(true);
    const item = await read();
    expect(item).not.toHaveProperty('deletedAt');
    expect(item.versions).toMatchObject({ 3: { state: 'superseded' }, 5: { state: 'live' } });
  });

  it('is not created again by a message that is on its way', async () => {
    const enqueued = { etag: 'e1', at: now - 1 };
    const { claim, message, remove } = await arrange({ ...published, enqueued });
    await remove();
    expect(await claim(message, 'i1', until)).toBe('not-due');
  });

  it('can be deleted a second time, to forget the file', async () => {
    const { deps, fileName, read, remove } = await arrange();
    await remove();
    const later = createDeleteAudience({ ...deps, now: () => now + 1 });
    expect(await later('shop', fileName, { forgetFile: true })).toMatchObject({
      result: 'deleted',
    });
    expect(isDue(await read(), now)).toBe(false);
  });
});

describe('an audience that is deleted with its file', () => {
  it('is not created again by a message that is on its way, nor by the next scan', async () => {
    const { claim, message, read, remove } = await arrange({});
    await remove(true);
    expect(await claim(message, 'i1', now)).toBe('not-due');
    await createRecordDrop(dynalite.document, dynalite.tables.audiences)(message);
    const known = await read();
    expect(known.deletedAt).toBe(now);
    expect(decide({ fileName: known.fileName, known, listedAt: now + 1 }, now)).toEqual({
      missing: false,
      send: 'no',
    });
  });

  it('is created again when the same file comes back', async () => {
    const { claimed, end, fileName, read, recordSource, remove } = await arrange();
    await remove(true);
    const { etag, size, lastModified } = aSource();
    const listedAt = now + 1;
    const listed = { fileName, etag, size, lastModified, listedAt };
    const { newSource, send } = decide({ fileName, listed, known: await read(), listedAt }, now);
    expect(send).toBe('yes');
    expect(await recordSource('shop', fileName, newSource!, { sending: sendingNow })).toBe(true);
    const attempt = await claimed('i1');
    expect(attempt).toMatchObject({ version: 5, audienceId: 'audience-1' });
    expect((await read()).deletedAt).toBe(now);
    await end.publish(attempt, someCounts(), layout);
    expect(await read()).not.toHaveProperty('deletedAt');
  });

  it('stays out of view when an import finds the file gone', async () => {
    const { claimed, end, read, remove, sendAgain } = await arrange();
    await remove();
    await sendAgain();
    await end.release(await claimed('i1'), 'no-chunks');
    expect((await read()).deletedAt).toBe(now);
  });
});
