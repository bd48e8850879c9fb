import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a program as the stack bundles its functions, so that neither stripping types nor resolving modules
 * counts in a contestant's memory.
 *
 * @returns the bundle's path in `directory`
 */
export const bundleProgram = async (program: string, directory: string): Promise<string> => {
  const outfile = join(directory, basename(program).replace(/\.ts$/, '.mjs'));
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
};
