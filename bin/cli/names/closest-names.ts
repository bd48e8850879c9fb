import leven from 'leven';
import { areSimilar } from '../../../lambdas/shared/domain/similar-names.ts';

/** More characters than these are no slip of a finger. */
const mostTypos = 3;
const mostProposed = 3;

const lettersOf = (name: string): string => Array.from(name).sort().join('');

/** Two letters that have changed places are one typo. */
const typosOf = (asked: string, name: string): number => {
  const typos = leven(asked, name);
  return typos === 2 && lettersOf(asked) === lettersOf(name) ? 1 : typos;
};

/** Names that somebody may have meant who asked for another: those that look alike, or else those with the fewest typos. */
export const closestNames = (asked: string, names: readonly string[]): string[] => {
  const alike = names.filter((name) => areSimilar(name, asked));
  if (alike.length > 0) return alike.sort().slice(0, mostProposed);
  const distances = names
    .filter((name) => Math.abs(name.length - asked.length) <= mostTypos)
    .map((name) => ({ name, typos: typosOf(asked.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, typos }) => typos <= Math.min(mostTypos, name.length / 2));
  const fewest = Math.min(...distances.map(({ typos }) => typos));
  return distances
    .filter(({ typos }) => typos === fewest)
    .map(({ name }) => name)
    .sort()
    .slice(0, mostProposed);
};
