import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { z } from 'zod';

/** Release of these sources, or of the package that they were built into. */
export const readOwnVersion = (): string => {
  const manifest = findPackageJSON('.', import.meta.url);
  if (manifest === undefined) throw new Error(`no package.json belongs to ${import.meta.url}`);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8')))
    .version;
};
