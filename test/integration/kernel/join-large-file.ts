/**
 * `node join-large-file.ts NAME` joins one of large-files.ts in a process of its own, and prints what came out of it
 * and the most memory that the process had.
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
    ...{ rows, blank, distinct },
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

const makeFile = new Map<string | undefined, () => LargeFile>(Object.entries(largeFiles)).get(
  process.argv[2],
);
if (makeFile === undefined) throw new Error(`no file of ${Object.keys(largeFiles).join(', ')}`);
const answer = joinOrRefuse(makeFile());
// Given in KB.
const peakMb = Math.ceil(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ answer, peakMb }));
