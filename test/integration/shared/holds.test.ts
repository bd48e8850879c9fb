import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue } from '../../../lambdas/shared/domain/due.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aSource, someCounts } from '../../support/factories.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { createRetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import { arrangeAudience, layout, live, now, published } from '../operators/arrange-audience.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const none = someCounts({ members: 0 });
const nobody = { cause: 'would-be-empty' as const, message: 'Nobody would be left.' };
const newer: Partial<AudienceItem> = { ...published, source: aSource({ etag: 'e2' }) };
const held: Version = {
  state: 'held',
  etag: 'e2',
  counts: none,
  layout,
  heldAt: now,
  cause: 'would-be-empty',
};
const dropped: Version = { state: 'abandoned', etag: 'e2', until: now, layout };

/** An audience whose newer file is held as version 4. */
const arrangeHeld = async () => {
  const audience = await arrangeAudience(dynalite, newer);
  const { claimed, end, deps, fileName } = audience;
  expect(await end.hold(await claimed('i1'), none, layout, nobody)).toBe(true);
  return {
    ...audience,
    retry: async () => {
      expect(await createRetryImport(deps)('shop', fileName)).toBe('due');
    },
  };
};

describe('an import that is held', () => {
  it('keeps the version, leaves the live one alone, and tells why, with both numbers', async () => {
    const { read } = await arrangeHeld();
    const item = await read();
    expect(item).not.toHaveProperty('claim');
    expect(item).toMatchObject({
      versions: { 3: live, 4: held },
      outcome: { ...nobody, etag: 'e2', result: 'held', importId: 'i1', at: now },
      notices: {
        'i1:would-be-empty': {
          ...nobody,
          kind: 'held',
          importId: 'i1',
          etag: 'e2',
          at: now,
          live: { version: 3, members: 1 },
          held: { version: 4, members: 0 },
        },
      },
      pending: 'shop',
    });
    expect(isDue(item, now + 1e12)).toBe(false);
  });

  it('is told once for each version of the file, however often it is retried', async () => {
    const { claimed, end, read, retry } = await arrangeHeld();
    await retry();
    await end.hold(await claimed('i2'), none, layout, nobody);
    const item = await read();
    expect(Object.keys(item.notices)).toEqual(['i1:would-be-empty']);
    expect(item.versions).toEqual({ 3: live, 4: dropped, 5: held });
  });

  it('has its place taken by what is published then, and it is told that it works again', async () => {
    const { claimed, end, read, retry } = await arrangeHeld();
    await retry();
    await end.publish(await claimed('i2'), someCounts(), layout);
    const { versions, notices } = await read();
    expect(versions).toMatchObject({
      3: { state: 'superseded' },
      4: dropped,
      5: { state: 'live' },
    });
    expect(Object.keys(notices)).toEqual(['i1:would-be-empty', 'i2:recovered']);
  });

  it('has its place taken, too, by a file with the members that are live', async () => {
    const { claimed, end, read, retry } = await arrangeHeld();
    await retry();
    const attempt = await claimed('i2');
    await end.publishUnchanged(attempt, attempt.live!, someCounts());
    expect((await read()).versions).toMatchObject({ 3: { state: 'live', etag: 'e2' }, 4: dropped });
  });

  it.each(['reject', 'fail', 'release'] as const)(
    'stays so when a later one ends by %s',
    async (way) => {
      const { claimed, end, read, retry } = await arrangeHeld();
      await retry();
      const attempt = await claimed('i2');
      if (way === 'reject') await end.reject(attempt, { cause: 'empty', message: '' }, 'no-chunks');
      if (way === 'fail') await end.fail(attempt, { cause: 'gave-up', message: '' }, 'no-chunks');
      if (way === 'release') await end.release(attempt, 'no-chunks');
      expect((await read()).versions).toEqual({ 3: live, 4: held });
    },
  );

  it('is not, once another import has taken over', async () => {
    const audience = await arrangeAudience(dynalite, newer);
    const slow = await audience.claim(audience.message, 'slow', now - 1);
    if (typeof slow === 'string') throw new Error(slow);
    const fast = await audience.claimed('fast');
    expect(await audience.end.hold(slow, none, layout, nobody)).toBe(false);
    expect(await audience.end.hold(fast, none, layout, nobody)).toBe(true);
    expect((await audience.read()).versions).toMatchObject({
      3: live,
      4: { state: 'abandoned' },
      5: held,
    });
  });

  it('is taken for what it is when the answer was lost', async () => {
    const { claimed, deps, read } = await arrangeAudience(dynalite, newer);
    const attempt = await claimed('i1');
    const end = createEndImport({ ...deps, dynamodb: losingAnswers(deps.dynamodb) });
    expect(await end.hold(attempt, none, layout, nobody)).toBe(true);
    expect((await read()).versions).toEqual({ 3: live, 4: held });
  });
});
