import { BrokenRowError } from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { cutLines, type Lines } from './cut-lines.ts';
import { RefusedError } from '../errors.ts';

/** Some rows of a file, read as they stand in the whole of it. */
export interface RowsInOrder {
  /** number of the line on which the first of them begins */
  line: number;
  /** their distinct IDs in groups, in no particular order; to be walked through before the next rows are asked for */
  ids: (groupSize: number) => Iterable<string[]>;
}

export interface ReadingInOrder {
  /** holds some rows at a time; nothing else may be in it */
  kernel: Pick<JoinKernel, 'begin'>;
  project: Pick<Project, 'idColumn' | 'delimiter'>;
  /** number of a line on which a row has to begin */
  fromLine: number;
  /** @default 64 KB: some seconds of writing */
  leastBytes?: number;
}

/** Nothing of it is an ID, and whatever comes behind it is not the first row of a file. */
const blankRow = Buffer.from('\n');

/**
 * Reads a file again that was read as a whole, and breaks no rule: in the order of its rows, so that one can say up to where
 * something is done.
 *
 * @throws RefusedError when line `fromLine` is not there, or lies within a row
 */
export async function* readInOrder(
  input: AsyncIterable<Uint8Array>,
  { kernel, project, fromLine, leastBytes = 64 * 1024 }: ReadingInOrder,
): AsyncGenerator<RowsInOrder> {
  const reading = { column: project.idColumn, delimiter: project.delimiter };
  /** undefined where the row is cut off within quotes */
  const read = (...parts: readonly Uint8Array[]): FileJoin | undefined => {
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    const join = kernel.begin(bytes, { reading });
    for (const part of parts) join.write(part);
    try {
      join.finish();
      return join;
    } catch (error) {
      if (error instanceof BrokenRowError && error.reason === 'unclosed-quote') return undefined;
      throw error;
    }
  };

  let head: Uint8Array | undefined;
  let rest: Lines | undefined;
  let isThere = fromLine === 1;
  for await (const piece of cutLines(input, { leastBytes, cutBefore: fromLine })) {
    if (piece.line === fromLine) {
      isThere = true;
      if (rest) throw withinRow(fromLine);
    }
    const lines = rest ? joined(rest, piece) : piece;
    const join = head ? read(head, lines.bytes) : read(lines.bytes);
    rest = join ? undefined : lines;
    if (!join) continue;
    yield { line: lines.line, ids: (groupSize) => join.ids(groupSize) };
    head ??= typeof project.idColumn === 'string' ? headOf(lines.bytes) : blankRow;
  }
  if (!isThere) throw new RefusedError(({ files }) => files.noLine(fromLine));
}

const joined = ({ line, bytes }: Lines, more: Lines): Lines => ({
  line,
  bytes: Buffer.concat([bytes, more.bytes]),
});

const withinRow = (line: number): RefusedError =>
  new RefusedError(({ files }) => files.withinRow(line));

/** Up to the end of the row with the columns' names. */
const headOf = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes);
  let end = 0;
  let row = '';
  do {
    const lineFeed = text.indexOf('\n', end);
    row += text.subarray(end, lineFeed === -1 ? text.length : lineFeed + 1).toString('utf8');
    end = lineFeed === -1 ? text.length : lineFeed + 1;
    if (isBefore(row)) row = '';
  } while (end < text.length && (row === '' || row.split('"').length % 2 === 0));
  return end === text.length ? Buffer.concat([text, blankRow]) : text.subarray(0, end);
};

/** A row that may stand in front of the columns' names. */
const isBefore = (row: string): boolean => /^\ufeff*("?sep=."?)?[\r\n]*$/i.test(row);
