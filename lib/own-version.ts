import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Release of these sources, or of the package that they were built into. */
export const readOwnVersion = (): string =>
  z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(findPackage(import.meta.dirname), 'package.json'), 'utf8')))
    .version;

const findPackage = (folder: string): string => {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no package.json belongs to ${import.meta.dirname}`);
  return findPackage(parent);
};
