import { BrokenRowError, CollidingIdsError } from '../../kernel/errors.ts';
import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin } from '../../kernel/file-join.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import type { Reading } from '../../kernel/reading.ts';
import { maxFileBytes } from '../shared/contract.ts';
import { foreignFormatOf, formatBytes } from '../shared/domain/foreign-format.ts';
import type { Project } from '../shared/domain/project.ts';
import { type About, aboutGivenFile } from '../shared/texts/explain.ts';
import { packingOf } from '../shared/unpacking/packing.ts';
import { peek, type Peeked } from '../shared/unpacking/peek.ts';
import { brokenRow } from './broken-row.ts';
import { collidingIds, fileEmpty, fileTooLarge, foreignFile } from './errors.ts';
import type { OpenedFile } from './ports.ts';
import { refuseStored, writeUnpacked } from './read-packed.ts';

/**
 * Reads the whole file into the kernel, before the first lookup: a broken one costs no read unit.
 *
 * @param project says how rows are to be read
 * @param about what people type to have them read in another way
 * @throws DamagedFileError when the bytes are not those that S3 has
 * @throws FileRejectedError when the file breaks a rule
 */
export const readFile = async (
  opened: OpenedFile,
  kernel: Pick<JoinKernel, 'begin'>,
  signal: AbortSignal,
  { idColumn, delimiter }: Pick<Project, 'idColumn' | 'delimiter'> = {},
  about: About = aboutGivenFile,
): Promise<{ file: FileJoin; counts: FileCounts }> => {
  if (opened.bytes > maxFileBytes) throw fileTooLarge(opened.bytes);
  const peeked = await peek(opened.body, formatBytes);
  try {
    const reading = { column: idColumn, delimiter };
    const file = await readInto(kernel, opened, peeked, { reading, signal });
    const counts = file.finish();
    if (counts.rows === 0) throw fileEmpty();
    return { file, counts };
  } catch (error) {
    if (error instanceof BrokenRowError) throw brokenRow(error, about);
    if (error instanceof CollidingIdsError) throw collidingIds(error);
    throw error;
  } finally {
    await peeked.close();
  }
};

const readInto = async (
  kernel: Pick<JoinKernel, 'begin'>,
  { bytes, crc64 }: OpenedFile,
  { start, isWhole, all }: Peeked,
  { reading, signal }: { reading: Reading; signal: AbortSignal },
): Promise<FileJoin> => {
  const packing = packingOf(start);
  const format = packing === undefined ? foreignFormatOf(start, isWhole) : undefined;
  if (packing === undefined && format === undefined) {
    const file = kernel.begin(bytes, { crc64, reading });
    for await (const some of all) {
      signal.throwIfAborted();
      file.write(some);
    }
    return file;
  }
  // Of what is refused nothing is unpacked: there is room for it beside any other file.
  const most = format ? 0 : maxFileBytes;
  const file = kernel.begin(most, { crc64, packedBytes: bytes, reading });
  const stored = { file, bytes: all, signal };
  if (format) await refuseStored(stored, foreignFile(format, start));
  else if (packing) await writeUnpacked(stored, packing);
  return file;
};
