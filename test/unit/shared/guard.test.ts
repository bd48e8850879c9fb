import { describe, expect, it } from '@jest/globals';
import { findHold, type GuardSettings } from '../../../lambdas/shared/domain/guard.ts';

describe('a new version is held', () => {
  it.each<[string, number | undefined, number, GuardSettings, string | undefined]>([
    ['leaves nobody', 1, 0, {}, 'would-be-empty'],
    [
      'leaves nobody, as the project wants to hear of',
      1,
      0,
      { holdWhenEmpty: true },
      'would-be-empty',
    ],
    ['leaves nobody, as the project has allowed', 1, 0, { holdWhenEmpty: false }, undefined],
    ['leaves nobody where nobody was', 0, 0, { maxShrink: 0 }, undefined],
    ['leaves one', 1_000_000, 1, {}, undefined],
    ['loses just what it may', 1_000, 500, { maxShrink: 50 }, undefined],
    ['loses one more', 1_000, 499, { maxShrink: 50 }, 'shrinks'],
    ['loses one where it may lose none', 1_000, 999, { maxShrink: 0 }, 'shrinks'],
    ['keeps all', 1_000, 1_000, { maxShrink: 0 }, undefined],
    ['grows', 1, 1_000, { maxShrink: 0 }, undefined],
    ['grows by what it may', 1_000, 1_500, { maxGrowth: 50 }, undefined],
    ['grows by one more', 1_000, 1_501, { maxGrowth: 50 }, 'grows'],
    ['grows by one where it may not grow', 1_000, 1_001, { maxGrowth: 0 }, 'grows'],
    ['grows from nobody', 0, 1_000, { maxGrowth: 0 }, undefined],
    ['loses some where it may not grow', 1_000, 999, { maxGrowth: 0 }, undefined],
    ['has as many as it must', 1_000, 10, { minMembers: 10 }, undefined],
    ['has one less', 1_000, 9, { minMembers: 10 }, 'too-few'],
    ['has one less, and had fewer before', 1, 9, { minMembers: 10 }, 'too-few'],
    ['leaves nobody where some must be', 5, 0, { minMembers: 10 }, 'would-be-empty'],
    ['is the first', undefined, 9, {}, undefined],
    ['is the first, and empty', undefined, 0, { maxShrink: 0, maxGrowth: 0 }, undefined],
    ['is the first, and first ones are held', undefined, 9, { holdFirst: true }, 'first-version'],
    ['is the first, and has too few', undefined, 9, { minMembers: 10 }, 'too-few'],
    ['is not the first, where first ones are held', 0, 9, { holdFirst: true }, undefined],
    ['leaves nobody, where it may lose some', 9, 0, { maxShrink: 99 }, 'would-be-empty'],
    [
      'leaves nobody, as the project has allowed, but not to lose so many',
      ...([9, 0, { holdWhenEmpty: false, maxShrink: 99 }, 'shrinks'] as const),
    ],
  ])('or not, when it %s', (_, live, next, settings, expected) => {
    expect(findHold({ live, next }, settings)).toBe(expected);
  });
});
