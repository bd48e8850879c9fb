import { BrokenRowError, CollidingIdsError } from '../../kernel/errors.ts';
import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin } from '../../kernel/file-join.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import { maxFileBytes } from '../shared/contract.ts';
import { brokenRow } from './broken-row.ts';
import { collidingIds, fileEmpty, fileTooLarge } from './errors.ts';
import type { OpenedFile } from './ports.ts';

/**
 * Reads the whole file into the kernel, before the first lookup: a broken one costs no read unit.
 *
 * @throws DamagedFileError when the bytes are not those that S3 has
 * @throws FileRejectedError when the file breaks a rule
 */
export const readFile = async (
  { bytes, body, crc64 }: OpenedFile,
  kernel: Pick<JoinKernel, 'begin'>,
  signal: AbortSignal,
): Promise<{ file: FileJoin; counts: FileCounts }> => {
  if (bytes > maxFileBytes) throw fileTooLarge(bytes);
  try {
    const file = kernel.begin(bytes, { crc64 });
    for await (const some of body) {
      signal.throwIfAborted();
      file.write(some);
    }
    const counts = file.finish();
    if (counts.rows === 0) throw fileEmpty();
    return { file, counts };
  } catch (error) {
    if (error instanceof BrokenRowError) throw brokenRow(error);
    if (error instanceof CollidingIdsError) throw collidingIds(error);
    throw error;
  }
};
