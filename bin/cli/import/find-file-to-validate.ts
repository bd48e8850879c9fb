import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { DryRuns } from '../../../lambdas/importer/dry-run/create-dry-run.ts';
import type { DryRunFile } from '../../../lambdas/importer/dry-run/dry-run.ts';
import {
  fileNameOf,
  fileNameOfObject,
  isImportable,
} from '../../../lambdas/shared/domain/file-name.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError, WrongUsageError } from '../errors.ts';
import { openInput } from '../open-input.ts';
import { givenAway, takeIn } from '../take-in.ts';

/** Where a file is that is tried. */
export type FilePlace =
  | {
      /** path, or - for standard input */
      file: string;
    }
  | {
      /** in the bucket: the object's, or what follows the project's path */
      key: string;
    };

/** @throws WrongUsageError unless it is one of them */
export const placeOf = (file: string | undefined, key: string | undefined): FilePlace => {
  if (file !== undefined && key === undefined) return { file };
  if (key !== undefined && file === undefined) return { key };
  throw new WrongUsageError(
    file === undefined
      ? 'Give a FILE, - for standard input, or --key KEY of a file in the bucket.'
      : 'Give FILE or --key, not both.',
  );
};

/** S3's own. */
const mostKeyBytes = 1024;

/**
 * @param name of the audience, if whoever calls says it
 * @throws WrongUsageError, RefusedError when there is no such file, or none that would be imported under its name
 */
export const findFileToValidate = async (
  project: Pick<Project, 'projectId' | 'path'>,
  { name, ...place }: FilePlace & { name: string | undefined },
  stdin: Readable,
  dryRuns: Pick<DryRuns, 'findFile' | 'openFile'>,
): Promise<DryRunFile> =>
  'key' in place
    ? findInBucket(project, place.key, name, dryRuns)
    : findHere(project, place.file, name, stdin);

const findInBucket = async (
  { projectId, path }: Pick<Project, 'projectId' | 'path'>,
  key: string,
  name: string | undefined,
  { findFile, openFile }: Pick<DryRuns, 'findFile' | 'openFile'>,
): Promise<DryRunFile> => {
  const object = key.startsWith(path) ? key.slice(path.length) : key;
  const fileName = nameFor(object, name);
  const found = await findFile(path + object);
  if (!found)
    throw new RefusedError(
      `There is no file "${path}${object}" in the bucket. Files of project "${projectId}" lie under "${path}".`,
    );
  return { ...found, fileName, object, open: openFile };
};

const findHere = async (
  { path }: Pick<Project, 'path'>,
  file: string,
  name: string | undefined,
  stdin: Readable,
): Promise<DryRunFile> => {
  if (file === '-' && name === undefined)
    throw new WrongUsageError('Give --name NAME: what comes through standard input has none.');
  const object = name === undefined ? basename(file) : fileNameOf(name);
  const fileName = nameFor(object, name);
  if (Buffer.byteLength(path + object) > mostKeyBytes)
    throw new RefusedError(
      `"${object}" is too long a name: with the project's path, S3 takes ${mostKeyBytes} bytes.`,
    );
  const { bytes, body } = await openHere(file, stdin);
  const open = () => Promise.resolve({ bytes, body });
  return { fileName, object, etag: 'not-in-s3', size: bytes, open };
};

/** Memory is for what has no length before its end. A file whose length says enough is not opened. */
const openHere = async (
  file: string,
  stdin: Readable,
): Promise<{ bytes: number; body: AsyncIterable<Uint8Array> }> => {
  const found = file === '-' ? undefined : await stat(file).catch(() => undefined);
  if (found?.isFile() === true) return { bytes: found.size, body: openLater(file, stdin) };
  const { bytes, pieces } = await takeIn(await openInput(file, stdin));
  return { bytes, body: givenAway(pieces) };
};

async function* openLater(file: string, stdin: Readable): AsyncGenerator<Uint8Array> {
  yield* await openInput(file, stdin);
}

const nameFor = (object: string, name: string | undefined): string => {
  if (name !== undefined) {
    const fileName = fileNameOf(name);
    if (isImportable(fileName)) return fileName;
    throw new RefusedError(`"${name}" cannot be the name of an audience: it contains a slash.`);
  }
  const fileName = fileNameOfObject(object);
  if (fileName !== undefined) return fileName;
  throw new RefusedError(
    `"${object}" would be ignored under this name: files lie directly under the project's path, end with .csv, .csv.gz or ` +
      '.csv.zst, and do not begin with a dot. To try it as the file of an audience: --name NAME.',
  );
};
