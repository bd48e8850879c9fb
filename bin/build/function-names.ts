import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './root.ts';

export const functionSources = join(root, 'lambdas');

/** Each function is a folder with an `index.ts`. */
export const functionNames = async (): Promise<string[]> =>
  (await readdir(functionSources)).filter((name) =>
    existsSync(join(functionSources, name, 'index.ts')),
  );
