import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue, isOnItsWay } from '../../../lambdas/shared/domain/due.ts';
import { createRecordMissing } from '../../../lambdas/scanner/adapters/record-source.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createRetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aSource } from '../../support/factories.ts';
import {
  type ArrangedAudience,
  arrangeAudience,
  now,
  onFirstLook,
  published,
} from './arrange-audience.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const arrange = async (more: Partial<AudienceItem> = published) => {
  const audience = await arrangeAudience(dynalite, more);
  const retry = createRetryImport(audience.deps);
  return { ...audience, retry: () => retry(audience.projectId, audience.fileName) };
};

const rejected: Outcome = { ...published.outcome, result: 'rejected', cause: 'empty' };
const claim = { version: 4, owner: 'i1', etag: 'e1', until: now + 1 };

describe('retrying an import', () => {
  it.each<[string, Partial<AudienceItem>]>([
    ['was published', published],
    ['was rejected', { outcome: rejected }],
    ['has a worker that died', { ...published, claim: { ...claim, until: now } }],
  ])('makes a file due that %s, and writes nothing else', async (_, item) => {
    const { message, claim: claimImport, read, retry } = await arrange(item);
    const before = await read();
    expect(isDue(before, now)).toBe(false);
    expect(await retry()).toBe('due');
    expect(await read()).toEqual({
      ...before,
      outcome: { ...before.outcome, retryAt: now },
      operation: expect.stringContaining('operation-') as unknown,
    });
    expect(await claimImport(message, 'i2', now + 1)).toMatchObject({ importId: 'i2' });
  });

  it.each([now - 1, now + 299_000])(
    'lets the scanner send it, although a message was sent at %d by its clock',
    async (at) => {
      const { read, retry } = await arrange({ ...published, enqueued: { etag: 'e1', at } });
      await retry();
      const item = await read();
      expect(isDue(item, Math.max(now, at + 1))).toBe(true);
      expect(isOnItsWay(item, Math.max(now, at + 1))).toBe(false);
    },
  );

  it('is not put off by a message or a retry that is said to be of the far future', async () => {
    const at = Number.MAX_SAFE_INTEGER;
    const {
      claim: claimImport,
      message,
      read,
      retry,
    } = await arrange({
      ...published,
      outcome: { ...published.outcome, retryAt: at },
      enqueued: { etag: 'e1', at },
    });
    expect(await retry()).toBe('due');
    const item = await read();
    expect([isDue(item, now), isOnItsWay(item, now)]).toEqual([true, false]);
    expect(await claimImport(message, 'i2', now + 1)).toMatchObject({ importId: 'i2' });
  });

  it.each<[string, Partial<AudienceItem>]>([
    ['deleted', { ...published, deletedAt: 1 }],
    ['file-missing', { ...published, source: aSource({ present: false }) }],
    ['being-imported', { ...published, versionCounter: 4, claim }],
    ['never-tried', {}],
    ['never-tried', { ...published, source: aSource({ etag: 'e2' }) }],
  ])('is refused as %s', async (refusal, item) => {
    const { read, retry } = await arrange(item);
    const before = await read();
    expect(await retry()).toBe(refusal);
    expect(await read()).toEqual(before);
  });

  it('is refused for what was never seen', async () => {
    const { deps } = await arrange();
    expect(await createRetryImport(deps)('shop', 'never.csv')).toBe('unknown');
  });

  it.each<[string, (audience: ArrangedAudience) => Promise<unknown>, string]>([
    [
      'the file changes',
      ({ fileName, recordSource }) =>
        recordSource('shop', fileName, aSource({ etag: 'e2', seenAt: now })),
      'never-tried',
    ],
    [
      'the file goes',
      ({ fileName }) =>
        createRecordMissing(dynalite.document, dynalite.tables.audiences)('shop', fileName, now),
      'file-missing',
    ],
    ['an import claims', ({ claimed }) => claimed('i1'), 'being-imported'],
    [
      'the audience is deleted',
      ({ deps, fileName }) => createDeleteAudience(deps)('shop', fileName, { forgetFile: false }),
      'deleted',
    ],
  ])('looks again when, between its look and its write, %s', async (_, meanwhile, refusal) => {
    const outcome = { ...rejected, retryAt: now };
    const audience = await arrange({ ...published, outcome });
    const { deps, fileName, read } = audience;
    const retry = createRetryImport({
      ...deps,
      now: () => now + 1,
      getItem: onFirstLook(deps.getItem, () => meanwhile(audience)),
    });
    expect(await retry('shop', fileName)).toBe(refusal);
    expect((await read()).outcome?.retryAt).not.toBe(now + 1);
  });
});
