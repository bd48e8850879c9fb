import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/**
 * The files of a commit, with the packages of its lock file and its kernel built.
 *
 * @param directory it gets a folder in here
 * @returns a function from a path in the repository to that file of the commit
 */
export const checkOut = (commit: string, directory: string): ((path: string) => string) => {
  const folder = join(directory, 'commit');
  mkdirSync(folder);
  const archive = execFileSync('git', ['archive', commit], {
    cwd: repository,
    maxBuffer: 2 ** 28,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  // It also builds the kernel. What npm prints goes where messages go.
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 2],
  });
  return (path) => join(folder, path);
};
