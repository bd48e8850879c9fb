import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
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
  const run = (program: string, programArguments: readonly string[]): void => {
    // What it prints goes where messages go.
    execFileSync(program, programArguments, { cwd: folder, stdio: ['ignore', 'ignore', 2] });
  };
  if (hasOurPackages(folder)) {
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    run(process.execPath, ['kernel/build.ts']);
  } else {
    // It also builds the kernel.
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  return (path) => join(folder, path);
};

const hasOurPackages = (folder: string): boolean => {
  const [theirs, ours] = [folder, repository].map((directory) =>
    readFileSync(join(directory, 'package-lock.json')),
  );
  return theirs !== undefined && ours?.equals(theirs) === true;
};
