import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { heldSeconds } from '../../../lambdas/shared/contract.ts';
import type {
  AudienceItem,
  Outcome,
  Version,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue } from '../../../lambdas/shared/domain/due.ts';
import { createReadKnownFiles } from '../../../lambdas/scanner/adapters/read-known-files.ts';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import { beginProjectRun, countFile } from '../../../lambdas/scanner/project-run.ts';
import type { AudienceWriterDeps } from '../../../lambdas/shared/operators/audience-writer-deps.ts';
import { createApproveAudience } from '../../../lambdas/shared/operators/approve-audience.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createDiscardHeld } from '../../../lambdas/shared/operators/discard-held.ts';
import { createRetryImport } from '../../../lambdas/shared/operators/retry-import.ts';
import { createRollbackAudience } from '../../../lambdas/shared/operators/rollback-audience.ts';
import { createGiveBackPlace } from '../../../lambdas/shared/slots/give-back-place.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aHeldVersion, aLiveVersion, aSource, someCounts } from '../../support/factories.ts';
import { collect } from '../../support/streams.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import {
  type ArrangedAudience,
  arrangeAudience,
  layout,
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
const live = aLiveVersion();
const { heldAt, ...held } = aHeldVersion();
const none = someCounts({ members: 0 });
const nobody = { cause: 'would-be-empty' as const, message: 'Nobody would be left.' };
const isHeld: Outcome = { ...nobody, etag: 'e1', result: 'held', importId: 'i1', at: 2 };

const waiting: Partial<AudienceItem> = {
  versionCounter: 4,
  versions: { 3: live, 4: { ...held, heldAt } },
  outcome: isHeld,
  told: { etag: 'e1', causes: ['would-be-empty'] },
};
const superseded: Version = { ...live, state: 'superseded', until: now + day };
const dropped: Version = { state: 'abandoned', etag: 'e1', until: now, layout: held.layout };
const published: Version = {
  state: 'live',
  etag: 'e1',
  counts: held.counts,
  layout: held.layout,
  publishedAt: now,
};

/** With the places of projects, which audiences that are published have. */
const withPlaces = (deps: AudienceWriterDeps) => {
  const slots = createSlots(deps.dynamodb, dynalite.tables.projects);
  return { ...deps, slots, giveBackPlace: createGiveBackPlace({ getItem: deps.getItem, slots }) };
};

const arrange = async (more: Partial<AudienceItem> = {}) => {
  const audience = await arrangeAudience(dynalite, { ...waiting, ...more });
  const { deps, fileName } = audience;
  return {
    ...audience,
    approve: (asked?: number) =>
      createApproveAudience(withPlaces(deps))('shop', fileName, asked, 'approve-1'),
    discard: (asked?: number, reason: 'discarded' | 'hold-expired' = 'discarded') =>
      createDiscardHeld(withPlaces(deps))('shop', fileName, asked, reason),
    rollback: () => createRollbackAudience(deps)('shop', fileName, undefined, 'rollback-1'),
    retry: () => createRetryImport(deps)('shop', fileName),
    remove: () => createDeleteAudience(deps)('shop', fileName, { forgetFile: false }),
  };
};

/** As scans count them. */
const countHeld = async (fileName: string): Promise<number> => {
  const known = await collect(
    createReadKnownFiles(dynalite.document, dynalite.tables.audiences)('shop'),
  );
  const run = beginProjectRun('shop');
  for (const file of known)
    if (file.fileName === fileName && !('error' in file)) {
      const pair = { fileName, known: file, listedAt: now };
      countFile(run, pair, decide(pair, now), now);
    }
  return run.summary.held;
};

const refused = (why: string) => ({ result: 'refused', why });
const newer = { source: aSource({ etag: 'e2' }) };

describe('approving what is held', () => {
  it('publishes exactly that, under its number, gives the last one its grace, and tells it', async () => {
    const { approve, read } = await arrange();
    const { told, ...before } = await read();
    expect(told).toBeDefined();
    expect(await approve()).toEqual({
      result: 'published',
      version: 4,
      members: 0,
      superseded: 3,
      membersBefore: 1,
      file: 'done',
    });
    expect(await read()).toEqual({
      ...before,
      versionCounter: 5,
      versions: { 3: superseded, 4: published },
      outcome: { etag: 'e1', result: 'published', importId: 'approve-1', at: now },
      operation: 'approve-1',
      pending: 'shop',
      trend: [0],
      unannounced: 'shop',
      events: {
        5: {
          type: 'published',
          trigger: 'approval',
          at: now,
          importId: 'i1',
          version: 4,
          live: { version: 4, members: 0 },
        },
      },
      notices: {
        'approve-1:approved': {
          kind: 'approved',
          cause: 'approved',
          message: 'Version 3 with 1 member.',
          explanation: { of: 'was-live', values: { version: 3, members: 1 } },
          etag: 'e1',
          importId: 'approve-1',
          at: now,
          live: { version: 4, members: 0 },
          held: { version: 4, members: 0 },
        },
      },
    });
  });

  it('is done once: there is nothing left for the second time', async () => {
    const { approve, read } = await arrange();
    await approve();
    const after = await read();
    expect(await approve()).toEqual(refused('not-held'));
    expect(await read()).toEqual(after);
  });

  it('is done when its answer was lost and the repetition finds it done', async () => {
    const { deps, fileName, read } = await arrange();
    const approve = createApproveAudience(
      withPlaces({ ...deps, dynamodb: losingAnswers(deps.dynamodb) }),
    );
    expect(await approve('shop', fileName, undefined, 'a')).toMatchObject({ version: 4 });
    expect((await read()).versionCounter).toBe(5);
  });

  it.each<[string, Partial<AudienceItem>, number | undefined, string]>([
    ['nothing is held', { versions: { 3: live } }, undefined, 'not-held'],
    ['another version is held than the one that is named', {}, 5, 'not-held'],
    ['the audience is deleted', { deletedAt: 1 }, undefined, 'deleted'],
  ])('is refused when %s, and so is discarding', async (_, more, asked, why) => {
    const { approve, discard, read } = await arrange(more);
    const before = await read();
    expect(await approve(asked)).toEqual(refused(why));
    expect(await discard(asked)).toEqual(refused(why));
    expect(await read()).toEqual(before);
  });

  it('is refused for a name that was never seen', async () => {
    const { deps } = await arrange();
    const args = ['shop', 'never.csv', undefined] as const;
    expect(await createApproveAudience(withPlaces(deps))(...args, 'a')).toEqual(refused('unknown'));
    expect(await createDiscardHeld(withPlaces(deps))(...args, 'discarded')).toEqual(
      refused('unknown'),
    );
  });

  it('leaves a newer file due, and calls off its import that runs', async () => {
    const { approve, claimed, claim, end, message, read } = await arrange({
      ...newer,
      enqueued: { etag: 'e2', at: now - 1 },
    });
    const attempt = await claimed('i2');
    expect(await approve()).toMatchObject({ version: 4, file: 'called-off' });
    expect(await end.publish(attempt, someCounts(), layout)).toBe(false);
    expect(await end.hold(attempt, none, layout, nobody)).toBe(false);
    const item = await read();
    expect(item.versions).toMatchObject({ 3: superseded, 4: published, 5: { state: 'abandoned' } });
    expect(item).not.toHaveProperty('enqueued');
    expect(item.outcome).toMatchObject({ etag: 'e1', result: 'published' });
    expect(isDue(item, now)).toBe(true);
    expect(await claim(message, 'i3', until)).toMatchObject({ live: { version: 4 } });
  });

  it('leaves what became of a newer file as it is', async () => {
    const outcome: Outcome = {
      etag: 'e2',
      result: 'rejected',
      importId: 'i2',
      at: 3,
      cause: 'empty',
    };
    const { approve, read } = await arrange({ ...newer, outcome });
    expect(await approve()).toMatchObject({ version: 4, file: 'rejected' });
    expect((await read()).outcome).toEqual(outcome);
  });
});

describe('discarding what is held', () => {
  it('leaves the live version, and says of the file what became of it', async () => {
    const { discard, read } = await arrange();
    const before = await read();
    expect(await discard()).toEqual({
      result: 'discarded',
      version: 4,
      members: 0,
      live: 3,
      liveMembers: 1,
      file: 'out',
      unreturned: undefined,
    });
    const item = await read();
    expect(item).toEqual({
      ...before,
      versions: { 3: live, 4: dropped },
      outcome: {
        etag: 'e1',
        importId: 'i1',
        result: 'discarded',
        at: now,
        cause: 'discarded',
        message:
          'Its list, with 0 members, was held; an operator has discarded it. Version 3 with 1 member stays until the ' +
          'file changes, or is retried.',
      },
      told: { etag: 'e1', causes: [] },
      operation: expect.stringMatching(/^discard-/),
    });
    expect(isDue(item, now + 1e12)).toBe(false);
  });

  it('is done when its answer was lost', async () => {
    const { deps, fileName, read } = await arrange();
    const discard = createDiscardHeld(
      withPlaces({ ...deps, dynamodb: losingAnswers(deps.dynamodb) }),
    );
    expect(await discard('shop', fileName, undefined, 'discarded')).toMatchObject({ version: 4 });
    expect((await read()).versions).toEqual({ 3: live, 4: dropped });
  });

  it('leaves what became of a newer file as it is', async () => {
    const outcome: Outcome = {
      etag: 'e2',
      result: 'rejected',
      importId: 'i2',
      at: 3,
      cause: 'empty',
    };
    const { discard, read } = await arrange({ ...newer, outcome });
    await discard();
    expect((await read()).outcome).toEqual(outcome);
  });

  it('leaves what became of a retry of the same file as it is, and says so', async () => {
    const outcome: Outcome = {
      etag: 'e1',
      result: 'failed',
      importId: 'i2',
      at: 3,
      cause: 'too-slow',
      retryAt: now + 1000,
    };
    const { discard, read } = await arrange({ outcome });
    expect(await discard()).toMatchObject({ version: 4, file: 'settled' });
    expect(await read()).toMatchObject({ outcome, versions: { 4: dropped } });
  });

  it('has a retry that holds the same list again told again', async () => {
    const { discard, read } = await arrange({
      told: { etag: 'e1', causes: ['too-slow', 'would-be-empty'] },
    });
    await discard();
    expect((await read()).told).toEqual({ etag: 'e1', causes: ['too-slow'] });
  });

  it('calls off no import, which publishes although what was held at its beginning is gone', async () => {
    const { claimed, discard, end, read } = await arrange(newer);
    const attempt = await claimed('i2');
    expect(attempt.held).toMatchObject({ version: 4 });
    await discard();
    expect(await end.publish(attempt, someCounts(), layout)).toBe(true);
    expect((await read()).versions).toMatchObject({
      3: superseded,
      4: dropped,
      5: { state: 'live', etag: 'e2' },
    });
  });

  it('is done for nobody before its time is over, and then it is told', async () => {
    const expiresAt = now - heldSeconds * 1000;
    const early = await arrange({ versions: { 3: live, 4: { ...held, heldAt: expiresAt + 1 } } });
    expect(await early.discard(undefined, 'hold-expired')).toEqual(refused('waits'));
    const { discard, read } = await arrange({
      versions: { 3: live, 4: { ...held, heldAt: expiresAt } },
    });
    expect(await discard(undefined, 'hold-expired')).toMatchObject({ result: 'discarded' });
    const { versions, outcome, notices, pending } = await read();
    expect(versions).toEqual({ 3: live, 4: dropped });
    expect(outcome).toMatchObject({ result: 'discarded', cause: 'hold-expired' });
    expect(Object.values(notices)).toEqual([
      expect.objectContaining({
        kind: 'hold-expired',
        live: { version: 3, members: 1 },
        held: { version: 4, members: 0 },
      }),
    ]);
    expect(pending).toBe('shop');
  });
});

describe('what is held', () => {
  it('stays so when the audience is rolled back', async () => {
    const { approve, rollback, read } = await arrange({
      versions: { 2: superseded, 3: live, 4: { ...held, heldAt } },
    });
    expect(await rollback()).toMatchObject({ version: 2, superseded: 3, file: 'held' });
    expect(await read()).toMatchObject({ versions: { 4: held }, outcome: isHeld });
    expect(await approve()).toMatchObject({ version: 4, superseded: 2 });
  });

  it('stays discarded when the audience is rolled back', async () => {
    const { discard, rollback } = await arrange({
      versions: { 2: superseded, 3: live, 4: { ...held, heldAt } },
    });
    await discard();
    expect(await rollback()).toMatchObject({ version: 2, file: 'discarded' });
  });

  it('cannot be rolled back to', async () => {
    const { deps, fileName } = await arrange();
    const rollback = createRollbackAudience(deps);
    expect(await rollback('shop', fileName, 4, 'r')).toEqual(refused('held'));
  });

  it('is imported again, also after it was discarded, when it is retried', async () => {
    const { discard, retry, claim, message } = await arrange();
    expect(await claim(message, 'i2', until)).toBe('not-due');
    await discard();
    expect(await claim(message, 'i2', until)).toBe('not-due');
    expect(await retry()).toBe('due');
    expect(await claim(message, 'i2', until)).toMatchObject({ version: 5, held: undefined });
  });

  it('is dropped when the audience is deleted', async () => {
    const { remove, read } = await arrange();
    await remove();
    expect((await read()).versions).toEqual({ 3: superseded, 4: dropped });
  });
});

describe('looks again when, between its look and its write,', () => {
  type Meanwhile = (
    audience: ArrangedAudience & Awaited<ReturnType<typeof arrange>>,
  ) => Promise<unknown>;

  const during = async (meanwhile: Meanwhile, more: Partial<AudienceItem> = {}) => {
    const audience = await arrange(more);
    const { deps, fileName, read } = audience;
    const getItem = onFirstLook(deps.getItem, () => meanwhile(audience));
    return {
      read,
      approve: () =>
        createApproveAudience(withPlaces({ ...deps, getItem }))(
          'shop',
          fileName,
          undefined,
          'mine',
        ),
      discard: () =>
        createDiscardHeld(withPlaces({ ...deps, getItem }))(
          'shop',
          fileName,
          undefined,
          'discarded',
        ),
    };
  };
  const importNewer =
    (way: 'publish' | 'hold'): Meanwhile =>
    async ({ claimed, end }) => {
      const attempt = await claimed('i2');
      if (way === 'publish') await end.publish(attempt, someCounts(), layout);
      else await end.hold(attempt, none, layout, nobody);
    };

  it.each<[string, Meanwhile, Version['state']]>([
    ['another operator approves it', ({ approve }) => approve(), 'live'],
    ['another operator discards it', ({ discard }) => discard(), 'abandoned'],
    ['a newer file is published', importNewer('publish'), 'abandoned'],
    ['a newer file is held', importNewer('hold'), 'abandoned'],
  ])('%s: it is gone', async (_, meanwhile, state) => {
    for (const command of ['approve', 'discard'] as const) {
      const world = await during(meanwhile, newer);
      expect(await world[command]()).toEqual(refused('gone'));
      expect((await world.read()).versions[4]).toMatchObject({ state });
    }
  });

  it('the audience is deleted: nothing of it is published', async () => {
    const { approve, read } = await during(({ remove }) => remove());
    expect(await approve()).toEqual(refused('deleted'));
    expect((await read()).versions).toEqual({ 3: superseded, 4: dropped });
  });

  it('it is rolled back: what is held is still published', async () => {
    const { approve, read } = await during(({ rollback }) => rollback(), {
      versions: { 2: superseded, 3: live, 4: { ...held, heldAt } },
    });
    expect(await approve()).toMatchObject({ version: 4, superseded: 2 });
    expect((await read()).versions).toMatchObject({ 2: superseded, 3: superseded, 4: published });
  });

  it('it is retried: discarding does not take that back', async () => {
    const { discard, read } = await during(({ retry }) => retry());
    expect(await discard()).toMatchObject({ version: 4 });
    const item = await read();
    expect(item.versions[4]).toEqual(dropped);
    expect(isDue(item, now)).toBe(true);
  });
});

type Arranged = Awaited<ReturnType<typeof arrange>>;

it.each<[string, number, (audience: Arranged) => Promise<unknown>]>([
  ['waits', 1, () => Promise.resolve()],
  ['is approved', 0, ({ approve }) => approve()],
  ['is discarded', 0, ({ discard }) => discard()],
  ['is dropped with its audience', 0, ({ remove }) => remove()],
  ['stays when its audience is rolled back', 1, ({ rollback }) => rollback()],
  ['is to be imported again', 1, ({ retry }) => retry()],
])('is counted by scans as long as it is held: what %s', async (_, expected, act) => {
  const audience = await arrange({ versions: { ...waiting.versions, 2: superseded } });
  expect((await act(audience)) ?? {}).not.toHaveProperty('why');
  expect(await countHeld(audience.fileName)).toBe(expected);
});
