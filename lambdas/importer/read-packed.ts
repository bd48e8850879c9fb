import type { FileJoin } from '../../kernel/file-join.ts';
import { maxFileBytes } from '../shared/contract.ts';
import { foreignFormatOf, formatBytes } from '../shared/domain/foreign-format.ts';
import { BrokenPackingError } from '../shared/unpacking/broken-packing-error.ts';
import type { Packing } from '../shared/unpacking/packing.ts';
import { peek } from '../shared/unpacking/peek.ts';
import { type NextBytes, unpack } from '../shared/unpacking/unpack.ts';
import { damagedArchive, FileRejectedError, foreignFile, unpackedTooLarge } from './errors.ts';

/** A file as it is stored, of which the kernel gets something else. */
export interface StoredFile {
  file: FileJoin;
  bytes: AsyncIterable<Uint8Array>;
  signal: AbortSignal;
}

/**
 * Writes what is packed, as far as it may be a file of ours.
 *
 * @throws DamagedFileError, FileRejectedError
 */
export const writeUnpacked = async (
  { file, ...stored }: StoredFile,
  packing: Packing,
): Promise<void> => {
  const next = summing({ file, ...stored });
  try {
    await unpackInto(file, next, packing);
  } catch (error) {
    if (error instanceof BrokenPackingError) await refuse(file, next, damagedArchive(error));
    if (error instanceof FileRejectedError) await refuse(file, next, error);
    throw error;
  }
};

/** Of what is no file of ours. */
export const refuseStored = ({ file, ...stored }: StoredFile, error: Error): Promise<never> =>
  refuse(file, summing({ file, ...stored }), error);

const unpackInto = async (file: FileJoin, next: NextBytes, packing: Packing): Promise<void> => {
  const { start, isWhole, all, close } = await peek(unpack(next, packing), formatBytes);
  try {
    const format = foreignFormatOf(start, isWhole);
    if (format) throw foreignFile(format, start);
    let length = 0;
    for await (const some of all) {
      length += some.length;
      if (length > maxFileBytes) throw unpackedTooLarge();
      file.write(some);
    }
  } finally {
    await close();
  }
};

/** The checksum is that of the bytes as they are stored. */
const summing = ({ file, bytes, signal }: StoredFile): NextBytes => {
  const iterator = bytes[Symbol.asyncIterator]();
  return async () => {
    signal.throwIfAborted();
    const step: IteratorResult<Uint8Array, unknown> = await iterator.next();
    if (step.done === true) return undefined;
    file.addPacked(step.value);
    return step.value;
  };
};

/** A refusal is told and final. So all bytes come first: they may be others than those that S3 has. */
const refuse = async (file: FileJoin, next: NextBytes, error: Error): Promise<never> => {
  while (await next());
  file.checkPacked();
  throw error;
};
