import { describe, expect, it } from '@jest/globals';
import { findHold, type GuardSettings } from '../../../lambdas/shared/domain/guard.ts';

describe('a new version is held', () => {
  it.each<[string, number, number, GuardSettings, string | undefined]>([
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
    ['leaves nobody, where it may lose some', 9, 0, { maxShrink: 99 }, 'would-be-empty'],
    [
      'leaves nobody, as the project has allowed, but not to lose so many',
      ...([9, 0, { holdWhenEmpty: false, maxShrink: 99 }, 'shrinks'] as const),
    ],
  ])('or not, when it %s', (_, live, next, settings, expected) => {
    expect(findHold({ live, next }, settings)).toBe(expected);
  });
});
