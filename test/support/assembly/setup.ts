import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../../local/synthesize.ts';
import { assemblyVariable } from './variable.ts';

/** Named at deployment, and not there: imports that need it fail for a reason outside of the file. */
const usersTables = ['Members'];

/** Synthesizes once for all stacks of the end-to-end tests: that takes as long as many of them. */
export default async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'audience-import-e2e-'));
  await synthesize(folder, { functionTimeoutSeconds: 300, usersTables });
  process.env[assemblyVariable] = folder;
};
