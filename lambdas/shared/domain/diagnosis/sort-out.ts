import { hiddenCauses, signs } from './causes.ts';
import type { HiddenCause, Sign, Surroundings } from './sign.ts';

/** IDs that may have one cause. */
export type Group = { ids: readonly string[] } & (
  { isShown: true; cause: Sign } | { isShown: false; cause: HiddenCause }
);

/**
 * Characters. Longer ones are hardly IDs, and what is looked for would take its time in them: some of it grows with the square
 * of the length.
 */
const longestExamined = 256;

/** @param ids that nobody has. Each is in one group with a sign, or in any number of those without one. */
export const sortOut = (ids: readonly string[], around: Surroundings): Group[] => {
  const groups: Group[] = [];
  let left = ids.filter(({ length }) => length <= longestExamined);
  for (const cause of signs) {
    const having = left.filter((id) => cause.has(id, around));
    const isTooFew = having.length < ids.length * (cause.leastShare ?? 0);
    if (having.length === 0 || isTooFew || cause.isChance?.(having)) continue;
    groups.push({ isShown: true, cause, ids: having });
    left = left.filter((id) => !cause.has(id, around));
  }
  for (const cause of hiddenCauses) {
    const having = left.filter((id) => cause.has(id, around));
    if (having.length > 0) groups.push({ isShown: false, cause, ids: having });
  }
  return groups;
};
