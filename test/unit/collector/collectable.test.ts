import { describe, expect, it } from '@jest/globals';
import { findCondemned } from '../../../lambdas/collector/domain/collectable.ts';
import { deadWorkerSeconds } from '../../../lambdas/shared/contract.ts';
import type { Version } from '../../../lambdas/shared/domain/audience-item.ts';
import {
  aDifferenceLayout,
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  someCounts,
} from '../../support/factories.ts';

const now = 100_000_000;
const dead = now - deadWorkerSeconds * 1000;
const whole = { chunks: 5, shards: 2, digest: 'd' };
const onBase = aDifferenceLayout({ base: 1 });
const complete = { etag: 'e1', counts: someCounts(), publishedAt: 1 };
const superseded = (until: number, layout: typeof whole = whole): Version => ({
  state: 'superseded',
  ...complete,
  layout,
  until,
});
const abandoned = (until: number, layout?: typeof whole): Version => ({
  state: 'abandoned',
  etag: 'e1',
  until,
  ...(layout && { layout }),
});

const condemnedOf = (versions: Record<number, Version>): number[] =>
  findCondemned(anAudienceItem({ versions }), now).map(({ version }) => version);

describe('a base whose own time is over', () => {
  it.each<[string, Version]>([
    ['is live', aLiveVersion({ layout: onBase })],
    ['can be rolled back to', superseded(now + 1, onBase)],
    ['waits to be approved', aHeldVersion({ layout: onBase })],
  ])('stays while a version stands on it that %s', (_, difference) => {
    expect(condemnedOf({ 1: superseded(now), 2: difference })).toEqual([]);
  });

  it('goes after the last of its differences, and not with it: that may be published again before it is marked', () => {
    const last = { 1: superseded(now), 2: superseded(now, onBase), 3: aLiveVersion() };
    expect(condemnedOf(last)).toEqual([2]);
    const { 1: base, 3: live } = last;
    expect(condemnedOf({ 1: base, 3: live })).toEqual([1]);
  });

  it.each<[string, Version]>([
    ['is being collected', { state: 'collecting', etag: 'e1', layout: onBase }],
    ['was dropped', abandoned(now, onBase)],
    ['was never complete', abandoned(now)],
  ])('goes when what stood on it %s', (_, difference) => {
    expect(condemnedOf({ 1: superseded(now), 2: difference, 3: aLiveVersion() })).toEqual([1]);
  });

  it('stays for one of many that stood on it', () => {
    const versions = {
      1: superseded(now - 9),
      2: superseded(now - 8, onBase),
      3: superseded(now, onBase),
      4: superseded(now + 1, onBase),
      5: aLiveVersion(),
    };
    expect(condemnedOf(versions)).toEqual([2, 3]);
  });
});

it('stays for its own time, too, when nothing stands on it', () => {
  expect(condemnedOf({ 1: superseded(now + 1), 2: aLiveVersion() })).toEqual([]);
});

it('goes although others stand on another base', () => {
  const onOther = aDifferenceLayout({ base: 2 });
  const versions = { 1: superseded(now), 2: superseded(now), 3: aLiveVersion({ layout: onOther }) };
  expect(condemnedOf(versions)).toEqual([1]);
});

it('goes by the same rules when it is a difference itself', () => {
  const versions = {
    1: aLiveVersion(),
    2: superseded(now, onBase),
    3: superseded(now + 1, onBase),
    4: abandoned(dead, onBase),
    5: abandoned(dead, whole),
  };
  expect(condemnedOf(versions)).toEqual([2, 4, 5]);
});
