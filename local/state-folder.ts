import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { shellWord } from '../lambdas/shared/domain/shell-word.ts';
import { LocalStackError } from './errors.ts';
import { refuseSecondStack } from './stack-file.ts';

export const usualStateFolder = '.local';

/** How the operator's command is called for the stack of a state folder. */
export const commandOf = (state: string): string =>
  `npx --no -- audience-import ${state === usualStateFolder ? '--local' : `--state ${shellWord(state)}`}`;

/** Shows that what is in a folder is ours to delete. */
const marker = '.audience-import-local-stack';

export interface StateFolder {
  folder: string;
  /** the synthesized app */
  assembly: string;
  logs: string;
  /** the bucket's content, unless a person brings a folder of their own */
  bucket: string;
}

const refuseForeignFolder = async (folder: string): Promise<void> => {
  const entries = await readdir(folder).catch((): string[] => []);
  if (entries.length === 0 || entries.includes(marker) || basename(folder) === usualStateFolder)
    return;
  throw new LocalStackError(
    `${folder} holds files that are not of a local stack, and this one would delete some of them. ` +
      'Name an empty or a new folder with --state.',
  );
};

/**
 * Makes the state folder as good as new. Everything starts afresh, as the emulators keep their state in
 * memory.
 *
 * @throws LocalStackError if a stack runs in it, or if it is somebody else's folder
 */
export const prepareStateFolder = async (path: string): Promise<StateFolder> => {
  const folder = resolve(path);
  await refuseForeignFolder(folder);
  await refuseSecondStack(folder);
  const state = {
    folder,
    assembly: join(folder, 'cdk.out'),
    logs: join(folder, 'logs'),
    bucket: join(folder, 'bucket'),
  };
  for (const stale of [state.assembly, state.logs, state.bucket, join(folder, 'stack.json')])
    await rm(stale, { recursive: true, force: true });
  await mkdir(state.bucket, { recursive: true });
  await writeFile(join(folder, marker), '');
  return state;
};
