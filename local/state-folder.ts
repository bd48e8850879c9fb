import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { shellWord } from '../lambdas/shared/domain/shell-word.ts';
import type { DynamodbEngine } from './emulators/dynamodb-engines.ts';
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
  /** where DynamoDB keeps its tables; undefined: in memory */
  tables: string | undefined;
  /** whether there are tables of an earlier stack */
  goesOn: boolean;
}

export interface Keeping {
  /** whether tables and files stay for the next stack */
  keeps: boolean;
  /** whether what an earlier stack has kept is thrown away */
  fresh: boolean;
  /** each has a form of its own on disk */
  dynamodb: DynamodbEngine;
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
 * Makes the state folder as good as new, but for what is kept in it. Tables and files stay or go together: an audience whose file
 * is gone would be one that somebody has deleted.
 *
 * @throws LocalStackError if a stack runs in it, or if it is somebody else's folder
 */
export const prepareStateFolder = async (
  path: string,
  { keeps, fresh, dynamodb }: Keeping,
): Promise<StateFolder> => {
  const folder = resolve(path);
  await refuseForeignFolder(folder);
  await refuseSecondStack(folder);
  const allTables = join(folder, 'tables');
  const [engine] = keeps && !fresh ? await readdir(allTables).catch((): string[] => []) : [];
  if (engine !== undefined && engine !== dynamodb)
    throw new LocalStackError(
      `The tables in ${folder} are of another engine: go on with --dynamodb ${engine}, or throw them away with --fresh.`,
    );
  const goesOn = engine !== undefined;
  const state = {
    folder,
    assembly: join(folder, 'cdk.out'),
    logs: join(folder, 'logs'),
    bucket: join(folder, 'bucket'),
    tables: keeps ? join(allTables, dynamodb) : undefined,
    goesOn,
  };
  const stale = [state.assembly, state.logs, join(folder, 'stack.json')];
  for (const each of goesOn ? stale : [...stale, state.bucket, allTables])
    await rm(each, { recursive: true, force: true });
  await mkdir(state.bucket, { recursive: true });
  if (state.tables !== undefined) await mkdir(state.tables, { recursive: true });
  await writeFile(join(folder, marker), '');
  return state;
};
