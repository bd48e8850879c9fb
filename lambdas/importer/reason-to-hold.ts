import type { ClaimedImport, Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { countOf } from '../shared/domain/count-of.ts';
import { errorPolicies, type HoldCause } from '../shared/domain/error-policies.ts';
import { audienceNameOf } from '../shared/domain/file-name.ts';
import { fillIn } from '../shared/domain/fill-in.ts';
import { findHold, type GuardSettings, type Replacement } from '../shared/domain/guard.ts';
import { mergeGuard, type OwnGuard } from '../shared/domain/guard-settings.ts';
import { shellWord } from '../shared/domain/shell-word.ts';

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
  const remedy = fillIn(errorPolicies[cause].remedy, {
    PROJECT: projectId,
    // By its version: who reads this late decides about no other list.
    NAME: `${shellWord(audienceNameOf(fileName))} --version ${version}`,
  });
  return {
    cause,
    message: `${whatIsHeld[cause](members, counts, { ...settings, own: guard ?? {} })} ${remedy}`,
  };
};

type Describe = (
  members: Replacement,
  counts: Counts,
  settings: GuardSettings & { own: OwnGuard },
) => string;

const whatIsHeld: Readonly<Record<HoldCause, Describe>> = {
  'would-be-empty': ({ live = 0 }, { unregistered }) =>
    `Nobody would be left: the audience has ${countOf(live, 'member')}, and ` +
    (unregistered === 1 ? 'the only ID' : `none of the ${countOf(unregistered, 'ID')}`) +
    ` in the file belongs to ${unregistered === 1 ? 'no' : 'a'} registered user.`,
  'too-few': ({ live, next }, _, { minMembers, own }) =>
    (live === undefined
      ? `It is the first list of the audience, and has ${countOf(next, 'member')}`
      : `The audience has ${countOf(live, 'member')}, and would have ${next}`) +
    `; ${ownerOf(own.minMembers)} --min-members is ${minMembers}.`,
  shrinks: ({ live = 0, next }, _, { maxShrink, own }) =>
    `${next} of ${countOf(live, 'member')} would be left, ${percentOf(live - next, live)} % fewer; ` +
    `${ownerOf(own.maxShrink)} --max-shrink is ${maxShrink}.`,
  grows: ({ live = 0, next }, _, { maxGrowth, own }) =>
    `The audience has ${countOf(live, 'member')}, and would have ${next}, ${percentOf(next - live, live)} % more; ` +
    `${ownerOf(own.maxGrowth)} --max-growth is ${maxGrowth}.`,
  'first-version': ({ next }, { unregistered }, { own }) =>
    `It is the first list of the audience, with ${countOf(next, 'member')} and ` +
    `${countOf(unregistered, 'unregistered ID')}; ${ownerOf(own.holdFirst)} --hold-first is on.`,
};

/** Whose setting it is. */
const ownerOf = (own: unknown): string => (own === undefined ? "the project's" : "the audience's");

/** Rounded up, so that it is more than what is allowed. */
const percentOf = (part: number, whole: number): number => Math.ceil((part * 1000) / whole) / 10;
