import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultStackName } from '../../lambdas/shared/contract.ts';
import type { Aws } from './start-aws.ts';

/** The operator's command, as a person starts it. @returns what it printed; rejects where its exit code is not 0 */
export const createCommand =
  ({ environment }: Aws) =>
  async (...words: readonly string[]): Promise<string> => {
    const program = ['bin/audience-import.mjs', '--stack', defaultStackName, ...words];
    const { stdout } = await promisify(execFile)(process.execPath, program, {
      env: { ...environment },
      cwd: join(import.meta.dirname, '../..'),
    });
    return stdout;
  };
