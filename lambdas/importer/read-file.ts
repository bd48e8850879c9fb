import { BrokenRowError, CollidingIdsError } from '../../kernel/errors.ts';
import type { FileCounts, JoinKernel } from '../../kernel/join-kernel.ts';
import { maxFileBytes } from '../shared/contract.ts';
import { brokenRow } from './broken-row.ts';
import { collidingIds, fileEmpty, fileTooLarge } from './errors.ts';
import type { OpenedFile } from './ports.ts';

/**
 * Reads the whole file into the kernel, before the first lookup: a broken one costs no read unit.
 *
 * @throws FileRejectedError when the file breaks a rule
 */
export const readFile = async (
  { bytes, body }: OpenedFile,
  kernel: JoinKernel,
  signal: AbortSignal,
): Promise<FileCounts> => {
  if (bytes > maxFileBytes) throw fileTooLarge(bytes);
  try {
    kernel.begin(bytes);
    for await (const some of body) {
      signal.throwIfAborted();
      kernel.write(some);
    }
    const counts = kernel.finish();
    if (counts.rows === 0) throw fileEmpty();
    return counts;
  } catch (error) {
    if (error instanceof BrokenRowError) throw brokenRow(error);
    if (error instanceof CollidingIdsError) throw collidingIds(error);
    throw error;
  }
};
