import { mostFilesTogether } from '../../../lambdas/shared/contract.ts';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { type Cost, costOf } from '../../../lambdas/shared/domain/prices.ts';
import type { UsersRead } from '../users/users-read.ts';

/** What reading a project's users anew costs each day, if its files share as few readings as they can. */
export interface RematchCost {
  /** a day */
  readUnits: number;
  /** a day */
  cost: Cost;
}

/**
 * @param audiences of the project
 * @returns null where no import has read all users yet
 */
export const rematchCostOf = (
  hours: number,
  audiences: number,
  usersRead: UsersRead | null,
  region: string,
): RematchCost | null => {
  if (!usersRead) return null;
  const readings = Math.max(1, Math.ceil(audiences / mostFilesTogether));
  const readUnits = (usersRead.readUnits * readings * 24) / hours;
  return { readUnits, cost: costOf({ readUnits, writeUnits: 0 }, region) };
};

/** For people, when a rematch is switched on. */
export const describeRematchCost = (hours: number, rematch: RematchCost | null): string => {
  const often =
    `Every ${countOf(hours, 'hour')} the project's users are read anew: once for up to ${mostFilesTogether} files of 500 MB together, ` +
    'and for each packed file';
  const besides =
    'For each list that has changed, the live one is read and what has changed is written. "import history" says what each has cost.';
  if (!rematch)
    return `${often}. What that costs is known when an import has read them. ${besides}`;
  const { readUnits, cost } = rematch;
  return (
    `${often}. That is ${countOf(Math.ceil(readUnits), 'read unit')} a day or more, ` +
    `$${cost.dollars.toFixed(4)} by the prices of ${cost.region} in ${cost.asOf}. ${besides}`
  );
};
