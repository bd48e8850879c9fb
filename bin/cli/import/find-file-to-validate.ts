import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { DryRuns } from '../../../lambdas/importer/dry-run/create-dry-run.ts';
import { FileHiddenError } from '../../../lambdas/importer/dry-run/adapters/find-file.ts';
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
  throw new WrongUsageError(({ imports, common }) =>
    file === undefined ? imports.noFile : common.notBoth('FILE', '--key'),
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
  const found = await findFile(path + object).catch((error: unknown) => {
    if (!(error instanceof FileHiddenError)) throw error;
    throw new RefusedError(({ imports }) => imports.hidden(path + object), { cause: error });
  });
  if (!found)
    throw new RefusedError(({ imports }) => imports.notInBucket(path + object, projectId, path));
  return { ...found, fileName, object, open: openFile };
};

const findHere = async (
  { path }: Pick<Project, 'path'>,
  file: string,
  name: string | undefined,
  stdin: Readable,
): Promise<DryRunFile> => {
  if (file === '-' && name === undefined)
    throw new WrongUsageError(({ imports }) => imports.noName);
  const object = name === undefined ? basename(file) : fileNameOf(name);
  const fileName = nameFor(object, name);
  if (Buffer.byteLength(path + object) > mostKeyBytes)
    throw new RefusedError(({ imports }) => imports.nameTooLong(object, mostKeyBytes));
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
    throw new RefusedError(({ imports }) => imports.unfitName(name));
  }
  const fileName = fileNameOfObject(object);
  if (fileName !== undefined) return fileName;
  throw new RefusedError(({ imports }) => imports.wouldBeIgnored(object));
};
