/**
 * `node bin/build/ensure-functions.ts`: builds the functions unless they are as their sources are. Each start of the stack and each
 * run of the tests asks for them, and bundling takes the processor for seconds.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildFunctions } from './build-functions.ts';
import { functionNames } from './function-names.ts';
import { root } from './root.ts';
import { areUnchanged, stampsOf, wasChangedSince } from './stamps.ts';

/** Where tools keep what may be thrown away at any time. */
const stampFile = join(root, 'node_modules', '.cache', 'audience-import', 'functions.json');

/** Beside the modules that are bundled: what they are bundled by, in which versions, and what the kernel is made of. */
const others = (): string[] => [
  'package-lock.json',
  'tsconfig.json',
  'bin/build/build-functions.ts',
  'kernel/build.ts',
  'kernel/memory-size.ts',
  'kernel/assembly/',
  ...readdirSync(join(root, 'kernel/assembly')).map((name) => `kernel/assembly/${name}`),
];

export const ensureFunctions = async (): Promise<void> => {
  const names = await functionNames();
  const text = await readFile(stampFile, 'utf8').catch(() => undefined);
  if (text !== undefined && areUnchanged(root, names, text)) return;
  mkdirSync(dirname(stampFile), { recursive: true });
  // Its time is that of the file system, which gives the sources theirs.
  writeFileSync(stampFile, '');
  const { mtimeMs: begunAt } = statSync(stampFile);
  const { inputs } = await buildFunctions();
  const sources = [...Object.keys(inputs), ...others()];
  // What somebody writes while it is bundled may be in the bundle or not.
  if (wasChangedSince(root, sources, begunAt)) return;
  const outputs = names.map((name) => `dist/functions/${name}/index.mjs`);
  writeFileSync(stampFile, stampsOf(root, names, [...sources, ...outputs]));
};

if (process.argv[1] === import.meta.filename) await ensureFunctions();
