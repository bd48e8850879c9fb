import type { HoldCause } from './error-policies.ts';

/** What a project says of versions that surprise. */
export interface GuardSettings {
  /** absent: true */
  holdWhenEmpty?: boolean | undefined;
  /** percent of the live version's members; absent: a version may lose as many as it likes */
  maxShrink?: number | undefined;
}

/** Members of the version that is live, and of the one that would take its place. */
export interface Replacement {
  live: number;
  next: number;
}

type Holds = (replacement: Replacement, settings: GuardSettings) => boolean;

/** Any of them holds a version. The first one that does is what people are told. */
const rules: readonly (readonly [HoldCause, Holds])[] = [
  [
    'would-be-empty',
    ({ live, next }, { holdWhenEmpty = true }) => holdWhenEmpty && live > 0 && next === 0,
  ],
  [
    'shrinks',
    ({ live, next }, { maxShrink }) =>
      maxShrink !== undefined && (live - next) * 100 > maxShrink * live,
  ],
];

/** Why a version is held instead of published; undefined: it is not. */
export const findHold = (
  replacement: Replacement,
  settings: GuardSettings,
): HoldCause | undefined => rules.find(([, holds]) => holds(replacement, settings))?.[0];

/** @param cause machine-readable, of whatever ending */
export const isHoldCause = (cause: string): boolean => rules.some(([own]) => own === cause);
