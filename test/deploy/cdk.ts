import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { account, type Aws, region } from './start-aws.ts';

const repository = join(import.meta.dirname, '../..');
const cli = join(repository, 'node_modules/aws-cdk/bin/cdk');

export type Cdk = (...words: readonly string[]) => Promise<string>;

/**
 * The CDK's own command, in an account that has nothing else.
 *
 * @returns a function that gives what the command printed, and rejects with it when the command fails
 */
export const createCdk =
  ({ environment }: Aws): Cdk =>
  async (...words) => {
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [cli, ...words, '--no-color', '--progress', 'events'],
      { cwd: repository, env: { ...environment, CI: 'true' } },
    );
    return `${stdout}${stderr}`;
  };

export const accountEnvironment = `aws://${account}/${region}`;
