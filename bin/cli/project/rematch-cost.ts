import { mostFilesTogether } from '../../../lambdas/shared/contract.ts';
import { type Cost, costOf } from '../../../lambdas/shared/domain/prices.ts';
import type { UsersRead } from '../users/users-read.ts';
import type { CliTexts } from '../texts/texts.ts';

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
export const describeRematchCost = (
  hours: number,
  rematch: RematchCost | null,
  { project }: CliTexts,
): string => {
  if (!rematch) return project.rematch(hours, mostFilesTogether, null);
  const { region, asOf, dollars } = rematch.cost;
  const cost = { readUnits: Math.ceil(rematch.readUnits), region, asOf };
  return project.rematch(hours, mostFilesTogether, {
    ...cost,
    dollars: `$${dollars.toFixed(4)}`,
  });
};
