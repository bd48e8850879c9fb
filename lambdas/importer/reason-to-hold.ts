import type { ClaimedImport, Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { countOf } from '../shared/domain/count-of.ts';
import { errorPolicies, type HoldCause } from '../shared/domain/error-policies.ts';
import { audienceNameOf } from '../shared/domain/file-name.ts';
import { fillIn } from '../shared/domain/fill-in.ts';
import { findHold } from '../shared/domain/guard.ts';
import type { Project } from '../shared/domain/project.ts';
import { shellWord } from '../shared/domain/shell-word.ts';

/** Why the new version is held, for the project's administrators; undefined: it may be published. */
export const reasonToHold = (
  {
    live,
    projectId,
    fileName,
    version,
  }: Pick<ClaimedImport, 'live' | 'projectId' | 'fileName' | 'version'>,
  counts: Counts,
  project: Pick<Project, 'holdWhenEmpty' | 'maxShrink'>,
): Failure<HoldCause> | undefined => {
  // There is nothing yet that could be lost.
  if (!live) return undefined;
  const members = { live: live.counts.members, next: counts.members };
  const cause = findHold(members, project);
  if (!cause) return undefined;
  const remedy = fillIn(errorPolicies[cause].remedy, {
    PROJECT: projectId,
    // By its version: who reads this late decides about no other list.
    NAME: `${shellWord(audienceNameOf(fileName))} --version ${version}`,
  });
  return { cause, message: `${whatIsHeld[cause](members, counts, project)} ${remedy}` };
};

type Describe = (
  members: { live: number; next: number },
  counts: Counts,
  project: Pick<Project, 'maxShrink'>,
) => string;

const whatIsHeld: Readonly<Record<HoldCause, Describe>> = {
  'would-be-empty': ({ live }, { unregistered }) =>
    `Nobody would be left: the audience has ${countOf(live, 'member')}, and ` +
    (unregistered === 1 ? 'the only ID' : `none of the ${countOf(unregistered, 'ID')}`) +
    ` in the file belongs to ${unregistered === 1 ? 'no' : 'a'} registered user.`,
  shrinks: ({ live, next }, _, { maxShrink }) =>
    `${next} of ${countOf(live, 'member')} would be left, ${percentLess(live, next)} % fewer; the project's ` +
    `--max-shrink is ${maxShrink}.`,
};

/** Rounded up, so that it is more than what is allowed. */
const percentLess = (live: number, next: number): number =>
  Math.ceil(((live - next) * 1000) / live) / 10;
