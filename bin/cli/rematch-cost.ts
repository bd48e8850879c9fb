import { mostFilesTogether } from '../../lambdas/shared/contract.ts';
import { countOf } from '../../lambdas/shared/domain/count-of.ts';
import { type Cost, costOf } from '../../lambdas/shared/domain/prices.ts';
import type { UsersRead } from './users-read.ts';

/** What reading a project's users anew costs each day, at most: small files are looked up for less. */
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
  const readings = Math.ceil(audiences / mostFilesTogether);
  const readUnits = (usersRead.readUnits * readings * 24) / hours;
  return { readUnits, cost: costOf({ readUnits, writeUnits: 0 }, region) };
};

/** For people, when a rematch is switched on. */
export const describeRematchCost = (hours: number, rematch: RematchCost | null): string => {
  const often = `Every ${countOf(hours, 'hour')} the project's users are read anew, once for up to ${mostFilesTogether} lists`;
  if (!rematch)
    return `${often}. What that costs is known when an import has read them all; "project show" says it then.`;
  const { readUnits, cost } = rematch;
  return (
    `${often}: ${countOf(Math.ceil(readUnits), 'read unit')} a day, ` +
    `$${cost.dollars.toFixed(4)} by the prices of ${cost.region} in ${cost.asOf}. What changes is written besides.`
  );
};
