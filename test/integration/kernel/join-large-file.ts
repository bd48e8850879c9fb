/**
 * `node join-large-file.ts NAME [FILES]` joins one of large-files.ts in a process of its own, cut into so many files, and prints
 * what came out of it and the most memory that the process had.
 */
import { BrokenRowError } from '../../../kernel/errors.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { type LargeFile, largeFiles } from './large-files.ts';

/** Of lines in pieces, in any order; a piece may end inside a line. */
const sumLines = (pieces: Iterable<Uint8Array>): { lines: number; sum: number } => {
  let [lines, sum, line] = [0, 0, 0];
  for (const piece of pieces)
    for (const byte of piece) {
      // FNV-1a of each line.
      line = Math.imul(line ^ byte, 0x01000193);
      if (byte !== 0x0a) continue;
      lines += 1;
      sum = (sum + (line ^ (line >>> 15))) | 0;
      line = 0;
    }
  return { lines, sum };
};

/** Each piece has whole rows, so that a file of some pieces has, too. */
const cut = (file: LargeFile, files: number): { bytes: number; pieces: number }[] => {
  const lengths = [...file.pieces()].map(({ length }) => length);
  const each = Math.ceil(lengths.length / files);
  return Array.from({ length: files }, (_, index) => {
    const own = lengths.slice(index * each, (index + 1) * each);
    return { bytes: own.reduce((sum, length) => sum + length, 0), pieces: own.length };
  });
};

/** The iterator stays open for those that follow. */
function* nextOf<T>(items: Iterator<T, unknown>, count: number): Generator<T> {
  for (let left = count; left > 0; left--) {
    const { done, value } = items.next();
    if (done === true) return;
    yield value;
  }
}

const joinTogether = (file: LargeFile, files: number) => {
  const parts = cut(file, files);
  const kernel = new JoinKernel({ secondThreadFrom: 0 });
  const together = kernel.beginTogether(file.bytes, files);
  const pieces = Iterator.from(file.pieces());
  const joins = parts.map((part) => {
    const own = together.begin(part.bytes);
    for (const piece of nextOf(pieces, part.pieces)) own.write(piece);
    return { own, counts: own.finish() };
  });
  const marks = together.endReading();
  for (const users of [file.others(), file.members()])
    for (const piece of users) marks.markLines(piece);

  const wanted = sumLines(file.members());
  const found = { lines: 0, sum: 0 };
  let isInOrder = true;
  for (const { own } of joins) {
    const members = own.orderMembers();
    const { lines, sum } = sumLines(members.readLines(0, members.count));
    found.lines += lines;
    found.sum = (found.sum + sum) | 0;
    for (let index = 1; index < members.count; index++)
      isInOrder &&= members.tagOf(index - 1) <= members.tagOf(index);
  }
  return {
    rows: joins.reduce((sum, { counts }) => sum + counts.rows, 0),
    blank: joins.reduce((sum, { counts }) => sum + counts.blank, 0),
    distinct: joins.reduce((sum, { counts }) => sum + counts.distinct, 0),
    members: found.lines,
    areTheRightOnes: found.lines === wanted.lines && found.sum === wanted.sum,
    isInOrder,
  };
};

const join = (file: LargeFile) => {
  const kernel = new JoinKernel({ secondThreadFrom: 0 });
  const inKernel = kernel.begin(file.bytes);
  for (const piece of file.pieces()) inKernel.write(piece);
  const { rows, blank, distinct } = inKernel.finish();
  for (const users of [file.others(), file.members()])
    for (const piece of users) inKernel.markLines(piece);

  const members = inKernel.orderMembers();
  const found = sumLines(members.readLines(0, members.count));
  const wanted = sumLines(file.members());
  let isInOrder = true;
  for (let index = 1; index < members.count; index++)
    isInOrder &&= members.tagOf(index - 1) <= members.tagOf(index);
  return {
    rows,
    blank,
    distinct,
    members: members.count,
    areTheRightOnes: found.lines === wanted.lines && found.sum === wanted.sum,
    isInOrder,
  };
};

const joinOrRefuse = (file: LargeFile) => {
  try {
    return join(file);
  } catch (error) {
    if (error instanceof BrokenRowError) return { refused: error.reason, row: error.row };
    throw error;
  }
};

const [name, files = '1'] = process.argv.slice(2);
const makeFile = new Map<string | undefined, () => LargeFile>(Object.entries(largeFiles)).get(name);
if (makeFile === undefined) throw new Error(`no file of ${Object.keys(largeFiles).join(', ')}`);
const answer = files === '1' ? joinOrRefuse(makeFile()) : joinTogether(makeFile(), Number(files));
// Given in KB.
const peakMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ answer, peakMb }));
