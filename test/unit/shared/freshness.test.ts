import { describe, expect, it } from '@jest/globals';
import {
  expectedHours,
  expectEveryHoursSchema,
  type FileAge,
  freshnessTurnOf,
  lastChangeOf,
} from '../../../lambdas/shared/domain/freshness.ts';

const hour = 3_600_000;
const now = 1_000 * hour;
const stale = { at: now - hour, changedAt: now - 26 * hour, hours: 24 };

const turn = (age: Partial<FileAge>, hours: number | 'any' = 24, seenAgo = 26) =>
  freshnessTurnOf(
    { source: { seenAt: now - seenAgo * hour }, ...age },
    hours === 'any' ? undefined : hours,
    now,
  );

describe('the freshness of a file', () => {
  it('counts from when a scan saw it change last, and of one that is gone from before that', () => {
    expect(lastChangeOf({ seenAt: 7 })).toBe(7);
    expect(lastChangeOf({ seenAt: 7, changedAt: 3 })).toBe(3);
  });

  it('turns stale when it has not changed for longer than is expected, and once', () => {
    expect(turn({})).toEqual({ to: 'stale', stale: { ...stale, at: now } });
    expect(turn({}, 26)).toBeUndefined();
    expect(turn({}, 'any')).toBeUndefined();
    expect(turn({ stale })).toBeUndefined();
  });

  it('is not asked of a deleted audience, or of a time that is still to come', () => {
    expect(turn({ deletedAt: now - hour })).toBeUndefined();
    expect(turn({}, 24, -26)).toBeUndefined();
  });

  it('turns fresh when it changes, which is told, also if it is late again by now', () => {
    expect(turn({ stale }, 24, 0)).toEqual({ to: 'fresh', before: stale, isTold: true });
    expect(turn({ stale }, 24, 25)).toEqual({ to: 'fresh', before: stale, isTold: true });
  });

  it('turns fresh without a word when less is expected', () => {
    expect(turn({ stale }, 48)).toEqual({ to: 'fresh', before: stale, isTold: false });
    expect(turn({ stale }, 'any')).toEqual({ to: 'fresh', before: stale, isTold: false });
  });

  it('stays stale when it is removed', () => {
    const source = { seenAt: now, changedAt: stale.changedAt };
    expect(turn({ source, stale })).toBeUndefined();
    expect(turn({ source })).toMatchObject({ to: 'stale' });
  });
});

describe('what is expected', () => {
  it('of an audience goes before what is expected of its project', () => {
    expect(expectedHours(24, undefined)).toBe(24);
    expect(expectedHours(24, 48)).toBe(48);
    expect(expectedHours(24, null)).toBeUndefined();
    expect(expectedHours(undefined, undefined)).toBeUndefined();
  });

  it.each([0, -1, 1.5, 8761, Number.NaN])('cannot be %d hours', (hours) => {
    expect(expectEveryHoursSchema.safeParse(hours).success).toBe(false);
  });

  it.each([1, 24, 8760])('can be %d hours', (hours) => {
    expect(expectEveryHoursSchema.parse(hours)).toBe(hours);
  });
});
