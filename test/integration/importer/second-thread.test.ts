import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { bundleProgram } from '../../../bench/support/bundle-program.ts';
import { contestantEnvironment } from '../../../bench/support/contestant-environment.ts';

const program = fileURLToPath(new URL('./second-thread-program.ts', import.meta.url));
const [small, large] = [16 * 2 ** 20 - 1, 16 * 2 ** 20];
const unused = 'http://127.0.0.1:9';

it('the bundled importer starts one thread for its large files, where there are two processors', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'second-thread-'));
  try {
    const bundle = await bundleProgram(program, folder);
    const run = execFileSync(
      process.execPath,
      [bundle, ...[small, large, large, small].map(String)],
      {
        env: contestantEnvironment({ s3: unused, dynamodb: unused }),
      },
    );
    const started = availableParallelism() > 1 ? [0, 1, 1, 1] : [0, 0, 0, 0];
    expect(JSON.parse(run.toString())).toEqual(started);
  } finally {
    await rm(folder, { recursive: true });
  }
});
