import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../support/bundle-program.ts';

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
  const bundle = async (functionName: string): Promise<string> => {
    const folder = join(directory, name, functionName);
    mkdirSync(folder, { recursive: true });
    await bundleProgram(pathOf(`lambdas/${functionName}/index.ts`), folder);
    return folder;
  };
  const [scanner, importer] = [await bundle('scanner'), await bundle('importer')];
  return { name, usersTable, scanner, importer };
};

/** The files as they lie here. */
export const presentPath = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));
