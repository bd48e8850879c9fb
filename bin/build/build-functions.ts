/**
 * `node bin/build/build-functions.ts`: bundles each function into one module of its own, dist/functions/NAME/index.mjs, where the construct
 * takes it from. The kernel comes first: the importer's bundle takes it in.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { buildKernel } from '../../kernel/build.ts';
import { functionNames, functionSources } from './function-names.ts';
import { root } from './root.ts';

/** A bundle that is the same as before is left alone. Two commands may build at once. */
export const buildFunctions = async (): Promise<Metafile> => {
  buildKernel();
  const names = await functionNames();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => ({
      in: join(functionSources, name, 'index.ts'),
      out: `${name}/index`,
    })),
    outdir: join(root, 'dist', 'functions'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // The version of the lock file runs, not the one of the SDK that the runtime happens to bring.
    packages: 'bundle',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    // Not minified: stack traces in the logs name functions and lines. Half the size (1 MB) did not
    // start measurably faster.
    minify: false,
    logLevel: 'warning',
    write: false,
    metafile: true,
  });
  await Promise.all(outputFiles.map(({ path, text }) => writeIfChanged(path, text)));
  return metafile;
};

const writeIfChanged = async (path: string, text: string): Promise<void> => {
  if (existsSync(path) && (await readFile(path, 'utf8')) === text) return;
  await mkdir(dirname(path), { recursive: true });
  // The whole file appears at once, and the draft is not in a folder that is deployed.
  const draft = join(root, 'dist', `${basename(dirname(path))}.${process.pid}`);
  await writeFile(draft, text);
  await rename(draft, path);
};

if (process.argv[1] === import.meta.filename) await buildFunctions();
