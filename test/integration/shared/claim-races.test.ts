import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import type { AudienceItem, Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createRecordSending } from '../../../lambdas/scanner/adapters/record-sending.ts';
import { createRecordMissing } from '../../../lambdas/scanner/adapters/record-source.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aClaimedImport, aMessage, aSource, someCounts } from '../../support/factories.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import {
  type ArrangedAudience,
  arrangeAudience,
  layout,
  live,
  now,
  onFirstLook,
  published,
  until,
} from '../operators/arrange-audience.ts';

let dynalite: Dynalite;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const writing: Version = { state: 'writing', etag: 'e1', until: now };
/** A worker is taken for dead that was importing an earlier state of the file. */
const lateWorker: Partial<AudienceItem> = {
  source: aSource({ etag: 'e2' }),
  versionCounter: 1,
  claim: { version: 1, owner: 'late', etag: 'e1', until: now },
  versions: { 1: writing },
};
const late = aClaimedImport({ importId: 'late', version: 1 });

/** Claims for the file as it is; somebody else does something between the look and the write. */
const claimWhile = async (
  item: Partial<AudienceItem>,
  meanwhile: (audience: ArrangedAudience) => Promise<unknown>,
) => {
  const audience = await arrangeAudience(dynalite, item);
  const { deps, fileName } = audience;
  const claim = createClaimImport({
    ...deps,
    getItem: onFirstLook(deps.getItem, () => meanwhile(audience)),
  });
  const claimed = await claim(aMessage({ fileName }), 'i9', until);
  return { claimed, item: await audience.read() };
};

describe('a claim sees what happens between its look and its write:', () => {
  it.each<[string, (audience: ArrangedAudience) => Promise<unknown>, string]>([
    [
      'the file goes',
      ({ fileName }) =>
        createRecordMissing(
          dynalite.document,
          dynalite.tables.audiences,
        )(...(['shop', fileName, now] as const)),
      'not-due',
    ],
    [
      'an operator deletes the audience, whose file is still there',
      ({ deps, fileName }) => createDeleteAudience(deps)('shop', fileName, { forgetFile: false }),
      'not-due',
    ],
    ['another import claims', ({ claimed }) => claimed('i1'), 'being-imported'],
    [
      'another import claims and publishes',
      async ({ claimed, end }) => end.publish(await claimed('i1'), someCounts(), layout),
      'not-due',
    ],
  ])('%s', async (_, meanwhile, refusal) => {
    const { claimed, item } = await claimWhile({}, meanwhile);
    expect(claimed).toBe(refusal);
    expect(item.claim?.owner).not.toBe('i9');
  });

  it('the file changes, and is claimed as it is by then', async () => {
    const { claimed, item } = await claimWhile({}, ({ fileName, recordSource }) =>
      recordSource('shop', fileName, aSource({ etag: 'e2', size: 20, seenAt: now })),
    );
    expect(claimed).toMatchObject({ version: 1, etag: 'e2', size: 20 });
    expect(item).toMatchObject({ claim: { etag: 'e2' }, versions: { 1: { etag: 'e2' } } });
  });

  it('another import claims and lets go, whose number is not taken again', async () => {
    const { claimed, item } = await claimWhile({}, async ({ claimed: claimOne, end }) => {
      await end.release(await claimOne('i1'), 'chunks');
    });
    expect(claimed).toMatchObject({ version: 2 });
    expect(item.versions).toMatchObject({ 1: { state: 'abandoned' }, 2: { state: 'writing' } });
  });

  it('the last worker, taken for dead, publishes after all, and what it has published stays', async () => {
    const { claimed, item } = await claimWhile(lateWorker, ({ end, fileName }) =>
      end.publish({ ...late, fileName }, someCounts(), layout),
    );
    expect(claimed).toMatchObject({ version: 2, live: { version: 1 } });
    expect(item.versions).toMatchObject({ 1: { state: 'live' }, 2: { state: 'writing' } });
  });

  it('an operator deletes the audience, whose file is still there, and a scan sends it again', async () => {
    const { claimed } = await claimWhile(
      { ...published, source: aSource({ etag: 'e2' }) },
      async ({ deps, fileName }) => {
        await createDeleteAudience(deps)('shop', fileName, { forgetFile: false });
        const sent = aMessage({ fileName, etag: 'e2' });
        const recordSending = createRecordSending(dynalite.document, dynalite.tables.audiences);
        await recordSending(sent, { etag: 'e2', at: now });
      },
    );
    expect(claimed).toMatchObject({ version: 5, live: undefined });
  });
});

describe('a write whose answer is lost is done, and is done once:', () => {
  it('a claim', async () => {
    const { deps, message, read } = await arrangeAudience(dynalite, {});
    const claim = createClaimImport({ ...deps, dynamodb: losingAnswers(deps.dynamodb) });
    expect(await claim(message, 'i1', until)).toMatchObject({ version: 1, importId: 'i1' });
    expect(await read()).toMatchObject({ versionCounter: 1, claim: { owner: 'i1' } });
  });

  it('a claim, of the version that it was made for, although the file changes before it is asked again', async () => {
    const { deps, fileName, message, recordSource } = await arrangeAudience(dynalite, {});
    let looks = 0;
    const claim = createClaimImport({
      ...deps,
      dynamodb: losingAnswers(deps.dynamodb),
      getItem: async (...key) => {
        if ((looks += 1) === 2)
          await recordSource('shop', fileName, aSource({ etag: 'e2', size: 20, seenAt: now }));
        return deps.getItem(...key);
      },
    });
    expect(await claim(message, 'i1', until)).toMatchObject({ version: 1, etag: 'e1', size: 10 });
    expect(looks).toBe(2);
  });

  it.each<[string, Partial<AudienceItem>, string]>([
    ['publish', {}, 'published'],
    ['publishUnchanged', { ...published, source: aSource({ etag: 'e2' }) }, 'published'],
    ['reject', {}, 'rejected'],
    ['fail', {}, 'failed'],
  ])('%s', async (ending, item, result) => {
    const { claim, deps, message, read } = await arrangeAudience(dynalite, item);
    const claimed = await claim(message, 'i1', until);
    if (typeof claimed === 'string') throw new Error(claimed);
    const end = createEndImport({ ...deps, dynamodb: losingAnswers(deps.dynamodb) });
    const failure = { cause: 'empty' as const, message: '' };
    const endings: Record<string, () => Promise<boolean>> = {
      publish: () => end.publish(claimed, someCounts(), layout),
      publishUnchanged: () =>
        end.publishUnchanged(claimed, { ...live, version: 3 } as never, someCounts()),
      reject: () => end.reject(claimed, failure, 'no-chunks'),
      fail: () => end.fail(claimed, { ...failure, cause: 'gave-up' }, 'no-chunks'),
    };
    expect(await endings[ending]!()).toBe(true);
    expect((await read()).outcome).toMatchObject({ result, importId: 'i1' });
  });
});
