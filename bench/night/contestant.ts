import { join } from 'node:path';
import { bundleFunction } from '../support/bundle-function.ts';

/** The product of some commit. */
export interface Contestant {
  name: string;
  /** with the bundles of its functions */
  scanner: string;
  importer: string;
  /** the one of the loopback's users tables that it understands */
  usersTable: string;
}

/**
 * Bundles the functions of a commit as the stack does.
 *
 * @param pathOf from a path in the repository to that file of the commit
 * @param directory for the bundles
 */
export const bundleContestant = async (
  { name, usersTable }: Pick<Contestant, 'name' | 'usersTable'>,
  pathOf: (path: string) => string,
  directory: string,
): Promise<Contestant> => {
  const bundle = (functionName: string): Promise<string> =>
    bundleFunction(functionName, pathOf, join(directory, name));
  const [scanner, importer] = [await bundle('scanner'), await bundle('importer')];
  return { name, usersTable, scanner, importer };
};
