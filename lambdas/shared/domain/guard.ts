import type { HoldCause } from './error-policies.ts';

/** What a project says of versions that surprise. */
export interface GuardSettings {
  /** absent: true */
  holdWhenEmpty?: boolean | undefined;
  /** percent of the live version's members; absent: a version may lose as many as it likes */
  maxShrink?: number | undefined;
  /** absent: a version may have as few as it likes */
  minMembers?: number | undefined;
  /** percent of the live version's members; absent: a version may bring as many as it likes */
  maxGrowth?: number | undefined;
  /** absent: false */
  holdFirst?: boolean | undefined;
}

/** Members of the version that is live, and of the one that would take its place. */
export interface Replacement {
  /** undefined: nothing is live */
  live: number | undefined;
  next: number;
}

type Holds = (replacement: Replacement, settings: GuardSettings) => boolean;

/** Any of them holds a version. The first one that does is what people are told. */
const rules: readonly (readonly [HoldCause, Holds])[] = [
  [
    'would-be-empty',
    ({ live = 0, next }, { holdWhenEmpty = true }) => holdWhenEmpty && live > 0 && next === 0,
  ],
  ['too-few', ({ next }, { minMembers }) => minMembers !== undefined && next < minMembers],
  [
    'shrinks',
    ({ live = 0, next }, { maxShrink }) =>
      maxShrink !== undefined && (live - next) * 100 > maxShrink * live,
  ],
  [
    'grows',
    // Of nobody there is no percentage.
    ({ live = 0, next }, { maxGrowth }) =>
      maxGrowth !== undefined && live > 0 && (next - live) * 100 > maxGrowth * live,
  ],
  ['first-version', ({ live }, { holdFirst = false }) => holdFirst && live === undefined],
];

/** Why a version is held instead of published; undefined: it is not. */
export const findHold = (
  replacement: Replacement,
  settings: GuardSettings,
): HoldCause | undefined => rules.find(([, holds]) => holds(replacement, settings))?.[0];

/** @param cause machine-readable, of whatever ending */
export const isHoldCause = (cause: string): boolean => rules.some(([own]) => own === cause);
