import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import { codeOf } from '../error-code.ts';
import { RefusedError } from '../errors.ts';
import { type Resources, toResources } from './stack.ts';

/** What this command needs of what the local stack writes when it is ready. */
const stateSchema = z.object({
  endpoints: z.object({ dynamodb: z.url(), lambda: z.url(), s3: z.url(), ses: z.url() }),
  pid: z.number().int().positive(),
  outputs: z.record(z.string(), z.string()),
});

export interface LocalStackState {
  endpoints: z.infer<typeof stateSchema>['endpoints'];
  resources: Resources;
}

/** The project that this file belongs to, also when it runs compiled. */
const ownFolder = (): string => dirname(findPackageJSON('.', import.meta.url) ?? '.');

/**
 * Finds the local stack in the given state folder, or else in `.local` of the current folder, or else of
 * the project that the command belongs to.
 *
 * @throws RefusedError when none is running there
 */
export const findLocalStack = async ({
  cwd,
  folder,
}: {
  cwd: string;
  folder: string | undefined;
}): Promise<LocalStackState> => {
  const given = folder === undefined ? null : shellWord(folder);
  const folders =
    folder === undefined
      ? [cwd, ownFolder()].map((parent) => join(parent, '.local'))
      : [resolve(cwd, folder)];
  const file = folders.map((each) => join(each, 'stack.json')).find((each) => existsSync(each));
  if (file === undefined) throw new RefusedError(({ stack }) => stack.noneRuns(given));

  const { endpoints, pid, outputs } = await readState(file, given);
  if (!isRunning(pid)) throw new RefusedError(({ stack }) => stack.hasEnded(file, pid, given));
  return {
    endpoints,
    resources: toResources(outputs, ({ stack }, missing) => stack.localLacks(file, missing, given)),
  };
};

const readState = async (
  file: string,
  folder: string | null,
): Promise<z.infer<typeof stateSchema>> => {
  const { data, error } = stateSchema.safeParse(parseJson(await readFile(file, 'utf8')));
  if (data) return data;
  throw new RefusedError(({ stack }) => stack.notWritten(file, z.prettifyError(error), folder));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process: it is there.
    return codeOf(error) === 'EPERM';
  }
};
