import type { ClaimedImport, Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { HoldCause } from '../shared/domain/error-policies.ts';
import type { Explanation } from '../shared/domain/explanation.ts';
import { findHold, type GuardSettings, type Replacement } from '../shared/domain/guard.ts';
import { mergeGuard, type OwnGuard } from '../shared/domain/guard-settings.ts';
import { explainInEnglish } from '../shared/texts/en/explain-in-english.ts';
import { aboutFile } from '../shared/texts/explain.ts';

/** Why the new version is held, for the project's administrators; undefined: it may be published. */
export const reasonToHold = (
  {
    live,
    guard,
    projectId,
    fileName,
    version,
  }: Pick<ClaimedImport, 'live' | 'guard' | 'projectId' | 'fileName' | 'version'>,
  counts: Counts,
  project: GuardSettings,
): Failure<HoldCause> | undefined => {
  const members = { live: live?.counts.members, next: counts.members };
  const settings = mergeGuard(project, guard);
  const cause = findHold(members, settings);
  if (!cause) return undefined;
  const { unregistered } = counts;
  const about = { ...members, unregistered, version };
  const explanation = explanations[cause](about, { ...settings, own: guard ?? {} });
  return {
    cause,
    explanation,
    message: explainInEnglish(explanation, aboutFile(projectId, fileName)),
  };
};

type Explain = (
  held: Replacement & Pick<Counts, 'unregistered'> & { version: number },
  settings: GuardSettings & { own: OwnGuard },
) => Explanation;

const explanations: Readonly<Record<HoldCause, Explain>> = {
  'would-be-empty': ({ live = 0, unregistered, version }) => ({
    of: 'would-be-empty',
    values: { live, unregistered, version },
  }),
  'too-few': ({ live, next, version }, { minMembers = 0, own }) => {
    const values = { next, minMembers, isOwn: isOwn(own.minMembers), version };
    return live === undefined
      ? { of: 'first-too-few', values }
      : { of: 'too-few', values: { ...values, live } };
  },
  shrinks: ({ live = 0, next, version }, { maxShrink = 0, own }) => ({
    of: 'shrinks',
    values: {
      live,
      next,
      percent: percentOf(live - next, live),
      maxShrink,
      isOwn: isOwn(own.maxShrink),
      version,
    },
  }),
  grows: ({ live = 0, next, version }, { maxGrowth = 0, own }) => ({
    of: 'grows',
    values: {
      live,
      next,
      percent: percentOf(next - live, live),
      maxGrowth,
      isOwn: isOwn(own.maxGrowth),
      version,
    },
  }),
  'first-version': ({ next, unregistered, version }, { own }) => ({
    of: 'first-version',
    values: { next, unregistered, isOwn: isOwn(own.holdFirst), version },
  }),
};

/** The audience's, and not the project's. */
const isOwn = (setting: unknown): boolean => setting !== undefined;

/** Rounded up, so that it is more than what is allowed. */
const percentOf = (part: number, whole: number): number => Math.ceil((part * 1000) / whole) / 10;
