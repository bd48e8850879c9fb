/**
 * What join-kernel.ts calls. Order of the calls: begin, (beginFile, start, read…, finish)…, (copyIds, mark)…, orderMembers,
 * (chooseMembers, copyMembers…, (beginComparing, compareOn…)…)… With a second thread, tasks take the place of start, read and finish, and may take that of
 * others.
 */
import { addPacked, makeTables, sumUpTo } from './crc64';
import { fail, Failure, forgetFailure, failureReason } from './failure';
import {
  arenaStart,
  deskBytes,
  mostFileBytes,
  roundUpToPage,
  slackBytes,
  windowBytes,
  windowStart,
} from './layout';
import { isMarked as isIdMarked, markLines } from './lookup';
import { copyMembers as copyMembersInto, rewindIds } from './members';
import { markPage as markWholePage, setKeys as setKeyLengths } from './pages';
import { readFile, readFileEnd, startFile } from './read-file';
import { state } from './state';
import { emptyTable, placeTable } from './table';

export {
  beginComparing,
  comparedAdded,
  comparedBytes,
  comparedEdits,
  comparedEditsEnd,
  comparedIds,
  comparedIdsEnd,
  comparedRemoved,
  compareOn,
} from './compare';
export { startPackedSum } from './crc64';
export { failureAt, failureReason, failureRow } from './failure';
export {
  columnNameBytes,
  keyNameBytes,
  keyPrefixBytes,
  longestKey,
  slackBytes,
  sortNameBytes,
  sortValueBytes,
} from './layout';
export { itemsEnd, itemsStart } from './pages';
export { chooseMembers, copiedEnd, copyIds, orderMembers } from './members';
export { sampledUnmatchable, sampleEnd, sampleIds } from './sample';
export { removeFile } from './table';
export { copyUnmarked, unmarkedEnd, unmarkedNext } from './unmarked';
export { copyUnmatchable, unmatchableEnd } from './unmatchable';
export {
  clear,
  closeFile,
  deskCount,
  doTask,
  fillTo,
  isAwake,
  loseTasks,
  openFile,
  post,
  result,
  resultEnd,
  resultStart,
  stepAt,
  windowOf,
  work,
} from './tasks';

const comma: u8 = 0x2c;

export const window: u32 = <u32>windowStart;
export const windowSize: u32 = windowBytes;
export const arena: u32 = <u32>arenaStart;

/**
 * Forgets all and makes room.
 *
 * @param arenaBytes of all files together, with the slack between them
 * @param desks of the second thread; 0 if there is none
 * @returns reason of the failure
 */
export function begin(arenaBytes: u32, mostHomes: u32, desks: u32, hasSeveralFiles: bool): u32 {
  forgetFailure();
  if (arenaBytes > mostFileBytes) fail(Failure.outOfMemory, 0);
  else {
    state.arenaBytes = arenaBytes;
    state.likelyBytes = arenaBytes;
    state.longest = 0;
    state.desks = roundUpToPage(arenaStart + arenaBytes + slackBytes);
    const table = state.desks + <usize>desks * deskBytes;
    if (placeTable(table, mostHomes, hasSeveralFiles)) emptyTable();
    rewindIds();
  }
  return failureReason();
}

/**
 * The next of the files. Nothing of the one before it is read any more.
 *
 * @param at where it begins in the arena
 * @param fileBit 1, 2, 4 and so on; the one of a file that was removed may be used again
 * @param wantsSum the file's checksum will be asked for
 */
export function beginFile(at: u32, fileBit: u32, wantsSum: bool): void {
  forgetFailure();
  setReading(comma, 0, 0);
  state.fileBit = fileBit;
  state.wantsSum = wantsSum;
  state.sum = 0;
  state.summedUpTo = at;
  if (wantsSum) makeTables();
}

/**
 * Says how rows are to be read, before any is. Unless it is called, they have one column, and end at a comma.
 *
 * @param column number of the one that has the IDs, from 1; or 0
 * @param name length of its name, which is in its place; or 0
 */
export function setReading(delimiter: u32, column: u32, name: u32): void {
  state.delimiter = <u8>delimiter;
  state.column = column;
  state.columnName = name;
}

/** Of a file that is packed nobody knows how long it is; this is a guess of all files' bytes, which may be better later. */
export function expectBytes(likely: u32): void {
  state.likelyBytes = likely;
}

/** Tells where the rows start. */
export function start(at: u32): void {
  startFile(at);
}

/** The arena is filled up to `end`. */
export function read(end: u32): u32 {
  sumUpTo(end);
  readFile(end);
  return failureReason();
}

export function finish(end: u32): u32 {
  sumUpTo(end);
  readFileEnd(end);
  return failureReason();
}

/** CRC-64/NVME of the file up to `end`; of what was not read in front of it, too. */
export function checksum(end: u32): u64 {
  sumUpTo(end);
  return state.sum;
}

/** The window is filled up to `end` with the next bytes of the packed file. Not while anything else is in the window. */
export function sumPacked(end: u32): void {
  addPacked(windowStart, end);
}

/** CRC-64/NVME of the packed file, as far as it has come. */
export function packedChecksum(): u64 {
  return state.packedSum;
}

export function rowCount(): u32 {
  return state.rows;
}

export function blankCount(): u32 {
  return state.blank;
}

/** Of all files together. */
export function allDistinctIds(): u32 {
  return state.distinct;
}

/** Of the current file. */
export function distinctIds(): u32 {
  return state.masks == 0 ? state.distinct : state.distinctInFile;
}

/** Of the first row that is not blank: where its ID stands in the arena; 0 if there is none. */
export function firstId(): usize {
  return state.firstId;
}

export function firstLength(): u32 {
  return state.firstLength;
}

/** The character that seems to separate columns, and is not the one that is said to; 0 if there is none. */
export function otherDelimiter(): u32 {
  return state.otherDelimiter;
}

export function longestId(): u32 {
  return state.longest;
}

/** The slots of the members that were chosen. */
export function membersStart(): usize {
  return state.list;
}

/** The window is filled up to `end` with registered IDs, each followed by a line feed. */
export function mark(end: u32): void {
  markLines(windowStart, end);
}

/** The window is filled up to `end` with one ID. @returns 1 when it is in the file and registered */
export function isMarked(end: u32): u32 {
  return u32(isIdMarked(windowStart, end - <u32>windowStart));
}

/** The window is filled up to `end` with a page of a Scan. @returns 0 when it is not whole */
export function markPage(end: u32): u32 {
  return u32(markWholePage(windowStart, end));
}

/** The texts are in their places, this long; `type` is the character S or N. */
export function setKeys(type: u32, name: u32, prefix: u32, sortName: u32, sortValue: u32): void {
  setKeyLengths(<u8>type, name, prefix, sortName, sortValue);
}

export function copyMembers(from: u32, to: u32): u32 {
  return copyMembersInto(from, to, windowStart);
}
