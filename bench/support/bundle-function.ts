import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './bundle-program.ts';

/**
 * Bundles a function of some commit as the stack does.
 *
 * @param pathOf from a path in the repository to that file of the commit
 * @param directory for its folder
 * @returns the folder with the bundle
 */
export const bundleFunction = async (
  name: string,
  pathOf: (path: string) => string,
  directory: string,
): Promise<string> => {
  const folder = join(directory, name);
  mkdirSync(folder, { recursive: true });
  await bundleProgram(pathOf(`lambdas/${name}/index.ts`), folder);
  return folder;
};
