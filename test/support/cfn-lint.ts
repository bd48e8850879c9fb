import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { it } from '@jest/globals';
import { z } from 'zod';

const run = promisify(execFile);

const failureSchema = z.object({ stdout: z.string(), stderr: z.string() });

/**
 * Lambdas depend on their role by attribute, and the CDK says so once more with `DependsOn`.
 */
const doneByTheCdk = 'W3005';

/** @returns its findings on the templates, one a line: none */
export const runCfnLint = async (templates: readonly string[]): Promise<string> => {
  const words = ['--format', 'parseable', '--ignore-checks', doneByTheCdk, '--', ...templates];
  try {
    const { stdout } = await run('cfn-lint', words);
    return stdout;
  } catch (error) {
    // It ends with other than 0 when it has found something.
    const { stdout, stderr } = failureSchema.parse(error);
    return stdout + stderr;
  }
};

/**
 * `it` for a test that needs cfn-lint. Where it is missing, a person's tests go on without it and the title says so; those of CI may
 * not.
 */
export const itWithCfnLint = (title: string, test: () => Promise<void>): void => {
  const isThere = spawnSync('cfn-lint', ['--version'], { stdio: 'ignore' }).status === 0;
  if (isThere || process.env.CI !== undefined) it(title, test);
  else it.skip(`${title} (skipped: there is no cfn-lint; pip install cfn-lint)`, test);
};
