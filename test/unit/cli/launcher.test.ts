import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const launcher = fileURLToPath(new URL('../../../bin/audience-import.mjs', import.meta.url));
const esbuild = fileURLToPath(
  new URL('../../../node_modules/esbuild/bin/esbuild', import.meta.url),
);

const lower = async (target: string): Promise<string> =>
  (await promisify(execFile)(esbuild, [launcher, `--target=${target}`])).stdout;

describe('the launcher', () => {
  it('has no syntax that Node 12 does not know', async () => {
    // esbuild rewrites what the target lacks, and nothing else.
    expect(await lower('node12.20')).toBe(await lower('esnext'));
  });
});
