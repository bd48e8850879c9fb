import { describe, expect, it } from '@jest/globals';
import type {
  AudienceItem,
  Outcome,
  Version,
} from '../../../lambdas/shared/domain/audience-item.ts';
import {
  type AudienceRepair,
  type AudienceSurroundings,
  hasWork,
  planRepair,
} from '../../../lambdas/shared/operators/repair/plan-repair.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import {
  aDifferenceLayout,
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  aProject,
  someCounts,
} from '../../support/factories.ts';

const now = 10_000_000;
const whole = { chunks: 2, shards: 1, digest: 'd' };
const superseded = (more: object = {}): Version => ({
  state: 'superseded',
  etag: 'e0',
  counts: someCounts(),
  layout: whole,
  publishedAt: 1,
  until: now + 1,
  ...more,
});
const outcome = (more: Partial<Outcome> = {}): Outcome => ({
  etag: 'e1',
  result: 'published',
  importId: 'i1',
  at: 1,
  ...more,
});

/** Its file is published, as version 3. */
const anAudience = (more: Partial<AudienceItem> = {}): AudienceItem =>
  anAudienceItem({
    versionCounter: 3,
    versions: { 3: aLiveVersion({ etag: 'e1' }) },
    outcome: outcome(),
    ...more,
  });

const project = aProject({ slots: { [slotOf('vip.csv')]: 3 } });

interface Found {
  damaged?: number[];
  sound?: number[];
  stored?: number[];
  registered?: number[];
}

const plan = (
  item: AudienceItem,
  { damaged = [], sound = [], stored = [], registered = [] }: Found,
  more: Partial<AudienceSurroundings> = {},
): AudienceRepair =>
  planRepair(item, {
    project,
    chunks: {
      damaged: new Set(damaged),
      sound: new Set(sound),
      stored: new Map([...stored, ...sound].map((version) => [version, 2])),
      registered: new Set(registered),
    },
    hasNoUsers: false,
    now,
    ...more,
  });

it('finds nothing to do where all fits together', () => {
  const repair = plan(anAudience(), { sound: [3] });
  expect(hasWork(repair)).toBe(false);
  expect(repair).toMatchObject({ unreadable: undefined, lacksPlace: false });
});

describe('an audience that cannot be read', () => {
  const remedyOf = (
    more: Partial<AudienceItem>,
    surroundings: Partial<AudienceSurroundings> = {},
  ): [string | undefined, boolean] => {
    const { unreadable, makeDue } = plan(anAudience(more), { damaged: [3] }, surroundings);
    return [unreadable?.remedy, makeDue];
  };

  it('is imported again, and marked', () => {
    const repair = plan(anAudience(), { damaged: [3] });
    expect(repair).toMatchObject({
      unreadable: { version: 3, isHeld: false, remedy: 'import' },
      mark: [3],
      earlier: [],
      makeDue: true,
    });
  });

  it.each<[string, Partial<AudienceItem>, Partial<AudienceSurroundings>]>([
    ['due-already', { outcome: outcome({ retryAt: now }) }, {}],
    ['due-already', { outcome: outcome({ etag: 'e0' }) }, {}],
    ['being-imported', { claim: { version: 3, owner: 'i2', etag: 'e1', until: now + 1 } }, {}],
    ['file-missing', { source: { ...anAudience().source, present: false } }, {}],
    ['rejected', { outcome: outcome({ result: 'rejected', cause: 'not-utf8' }) }, {}],
    ['discarded', { outcome: outcome({ result: 'discarded' }) }, {}],
    [
      'rolled-back',
      { versions: { 3: aLiveVersion({ etag: 'e0' }) }, outcome: outcome({ pinned: true }) },
      {},
    ],
    [
      'held',
      { versions: { 2: aHeldVersion(), 3: aLiveVersion() }, outcome: outcome({ result: 'held' }) },
      {},
    ],
    ['users-missing', {}, { hasNoUsers: true }],
    ['project-missing', {}, { project: undefined }],
  ])('is not made due: %s', (remedy, more, surroundings) => {
    expect(remedyOf(more, surroundings)).toEqual([remedy, false]);
  });

  it('is imported again, too, where its last import has failed and is tried in a day', () => {
    const failed = outcome({ result: 'failed', cause: 'gave-up', retryAt: now + 86_400_000 });
    expect(remedyOf({ outcome: failed })).toEqual(['import', true]);
  });

  it('waits for what runs with all that there is to be done', () => {
    const claim = { version: 4, owner: 'i2', etag: 'e1', until: now + 1 };
    const repair = plan(anAudience({ claim }), { damaged: [3], stored: [9] });
    expect(repair.isBeingImported).toBe(true);
    expect(hasWork(repair)).toBe(false);
  });

  it('may lack only chunks of the version that it stands on, or that version as a whole', () => {
    const versions = {
      1: superseded(),
      3: aLiveVersion({ etag: 'e1', layout: aDifferenceLayout() }),
    };
    expect(plan(anAudience({ versions }), { damaged: [1], sound: [3] })).toMatchObject({
      unreadable: { version: 3, remedy: 'import' },
      mark: [3, 1],
    });
    const { 3: alone } = versions;
    expect(plan(anAudience({ versions: { 3: alone } }), { sound: [3] }).mark).toEqual([3]);
  });
});

describe('a held list that cannot be read', () => {
  it('is dropped, and its file imported again', () => {
    const versions = { 2: aLiveVersion(), 3: aHeldVersion() };
    const item = anAudience({ versions, outcome: outcome({ result: 'held' }) });
    expect(plan(item, { damaged: [3], sound: [2] })).toMatchObject({
      unreadable: { version: 3, isHeld: true, remedy: 'import' },
      dropHeld: 3,
      mark: [],
      makeDue: true,
    });
  });
});

describe('earlier versions', () => {
  it('are marked behind the live one, the last first, and once', () => {
    const versions = {
      1: superseded(),
      2: superseded(),
      3: aLiveVersion({ etag: 'e1' }),
      4: superseded({ damaged: true }),
    };
    const repair = plan(anAudience({ versions }), { damaged: [1, 2, 3, 4] });
    expect(repair).toMatchObject({ mark: [3, 2, 1], earlier: [2, 1] });
  });

  it('lose the mark when all of their chunks are there, and not when nobody has looked', () => {
    const versions = { 2: superseded({ damaged: true }), 3: aLiveVersion({ etag: 'e1' }) };
    expect(plan(anAudience({ versions }), { sound: [2, 3] }).unmark).toEqual([2]);
    expect(plan(anAudience({ versions }), { sound: [3] }).unmark).toEqual([]);
  });

  it('are left alone when they are being removed, or were published since the chunks were read', () => {
    const versions: AudienceItem['versions'] = {
      1: { state: 'collecting', etag: 'e0', layout: whole },
      2: superseded(),
      3: aLiveVersion({ etag: 'e1' }),
    };
    expect(hasWork(plan(anAudience({ versions }), { damaged: [1], sound: [3] }))).toBe(false);
  });
});

describe('numbers of versions', () => {
  it('are not used twice: chunks of a later one are there', () => {
    const repair = plan(anAudience(), { sound: [3], stored: [7, 5] });
    expect(repair).toMatchObject({ counter: 7, strays: [7, 5] });
    const again = plan(anAudience(), { sound: [3], stored: [7, 5], registered: [5, 7] });
    expect(again.strays).toEqual([]);
  });

  it('are not below the one that holds the place: an import would be refused', () => {
    const slots = { [slotOf('vip.csv')]: 8 };
    const refused = outcome({ result: 'rejected', cause: 'limit' });
    const item = anAudience({ versions: {}, outcome: refused });
    expect(plan(item, {}, { project: aProject({ slots }) })).toMatchObject({
      counter: 8,
      isRefusedItsPlace: true,
      makeDue: true,
      lacksPlace: false,
    });
    // For the limit, and rightly.
    expect(plan(item, {}, { project: aProject() })).toMatchObject({ makeDue: false });
  });
});

describe('a place', () => {
  const none = { project: aProject() };

  it('is missing where something is published, or held', () => {
    expect(plan(anAudience(), { sound: [3] }, none).lacksPlace).toBe(true);
    const held = anAudience({ versions: { 3: aHeldVersion() } });
    expect(plan(held, { sound: [3] }, none).lacksPlace).toBe(true);
  });

  it('is not missing where nothing is, or what is held is dropped', () => {
    expect(plan(anAudience({ versions: {} }), {}, none).lacksPlace).toBe(false);
    const held = anAudience({ versions: { 3: aHeldVersion() } });
    expect(plan(held, { damaged: [3] }, none).lacksPlace).toBe(false);
  });
});
