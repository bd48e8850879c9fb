/**
 * Reads the file: rows of one field each, by the rules of docs/csv-format.md, in place, from bytes that arrive cut
 * anywhere. What is complete goes into the table, a batch at a time; where a row is cut, reading goes on there.
 */
import { batchLengths, batchRefs } from './batch';
import { findByte, moveDown } from './bytes';
import { fail, Failure } from './failure';
import { batchRows, longestKey, terminator, unmatchableFlag } from './layout';
import { state } from './state';
import { emptyTable, insertBatch } from './table';
import { isUtf8 } from './utf8';

const lineFeed: u8 = 0x0a;
const carriageReturn: u8 = 0x0d;
const quote: u8 = 0x22;
const comma: u8 = 0x2c;

const atRowStart: u32 = 0;
const inPlainRow: u32 = 1;
const inQuotes: u32 = 2;

let place: u32 = atRowStart;
/** Where the current row starts in the arena. */
let rowStart: usize = 0;
/** Up to where the current row has been read. */
let readUpTo: usize = 0;
/** In a quoted row: where the next byte of the ID goes. */
let writeAt: usize = 0;
/** The part of the plain row that was read has a comma, or a character beyond ASCII. */
let isSuspicious: bool = false;

let inBatch: u32 = 0;

export function startRows(start: usize): void {
  place = atRowStart;
  rowStart = start;
  state.rows = 0;
  state.blank = 0;
  state.longest = 0;
  inBatch = 0;
  emptyTable();
}

/** Reads the rows that are complete in front of `end`. @returns false on failure */
export function readRows(end: usize): bool {
  while (rowStart < end) {
    if (place == atRowStart) {
      readUpTo = rowStart;
      if (load<u8>(rowStart) == quote) {
        place = inQuotes;
        readUpTo += 1;
        writeAt = readUpTo;
      } else {
        place = inPlainRow;
        isSuspicious = false;
      }
    }
    const isGood = place == inPlainRow ? readPlainRows(end) : readQuotedRow(end);
    if (!isGood) return false;
    if (place != atRowStart) break;
  }
  return true;
}

/**
 * Reads what is left. The last row needs no end: it is given one. A CR in front of the file's end is part of it.
 *
 * @returns false on failure
 */
export function readLastRow(end: usize): bool {
  if (!readRows(end)) return false;
  const isLoneCr = end == rowStart + 1 && load<u8>(rowStart) == carriageReturn;
  if (rowStart < end && !isLoneCr) {
    store<u8>(end, lineFeed);
    if (!readRows(end + 1)) return false;
    if (place == inQuotes) return fail(Failure.unclosedQuote, state.rows + 1);
  }
  return flush();
}

/** From inside an unquoted row to the first quoted one, or to `end`. */
function readPlainRows(end: usize): bool {
  const lineFeeds = v128.splat<u8>(lineFeed);
  const commas = v128.splat<u8>(comma);
  let start = rowStart;
  let suspicious: i32 = i32(isSuspicious);
  for (let at = readUpTo; at < end; at += 16) {
    const block = v128.load(at);
    let ends = v128.bitmask<i8>(v128.eq<i8>(block, lineFeeds));
    let marks = v128.bitmask<i8>(v128.or(v128.eq<i8>(block, commas), block));
    if (end - at < 16) {
      const known = (1 << i32(end - at)) - 1;
      ends &= known;
      marks &= known;
    }
    while (ends != 0) {
      const index = ctz(ends);
      const before = (1 << index) - 1;
      if (!endPlainRow(start, at + index, (suspicious | (marks & before)) != 0)) return false;
      suspicious = 0;
      marks &= ~before;
      ends &= ends - 1;
      start = at + index + 1;
      // Whether a row is quoted shows only when its first byte is there.
      if (start >= end || load<u8>(start) == quote) {
        rowStart = start;
        place = atRowStart;
        return true;
      }
    }
    suspicious |= marks;
  }
  rowStart = start;
  readUpTo = end;
  isSuspicious = suspicious != 0;
  return true;
}

function endPlainRow(start: usize, lineFeedAt: usize, suspicious: bool): bool {
  state.rows += 1;
  const end =
    lineFeedAt > start && load<u8>(lineFeedAt - 1) == carriageReturn ? lineFeedAt - 1 : lineFeedAt;
  if (suspicious) {
    if (findByte(comma, start, end) < end) return fail(Failure.severalColumns, state.rows);
    if (!isUtf8(start, <u32>(end - start))) return fail(Failure.notUtf8, state.rows);
  }
  return addRow(start, end, 0);
}

/** From inside a quoted row to its end, or to `end`. */
function readQuotedRow(end: usize): bool {
  for (;;) {
    const quoteAt = findByte(quote, readUpTo, end);
    moveDown(readUpTo, writeAt, quoteAt - readUpTo);
    writeAt += quoteAt - readUpTo;
    readUpTo = quoteAt;
    // What the quote is shows with what follows it.
    if (quoteAt + 1 >= end) return true;
    const next = load<u8>(quoteAt, 1);
    if (next == quote) {
      store<u8>(writeAt, quote);
      writeAt += 1;
      readUpTo += 2;
      continue;
    }
    let lineFeedAt = quoteAt + 1;
    if (next == carriageReturn) {
      if (quoteAt + 2 >= end) return true;
      lineFeedAt += 1;
    }
    state.rows += 1;
    if (load<u8>(lineFeedAt) != lineFeed)
      return fail(next == comma ? Failure.severalColumns : Failure.brokenQuote, state.rows);
    const start = rowStart + 1;
    rowStart = lineFeedAt + 1;
    place = atRowStart;
    return endQuotedRow(start, writeAt);
  }
}

function endQuotedRow(start: usize, end: usize): bool {
  // So that nothing behind it can pass for the rest of its last character.
  store<u8>(end, terminator);
  if (!isUtf8(start, <u32>(end - start))) return fail(Failure.notUtf8, state.rows);
  return addRow(start, end, findByte(lineFeed, start, end) < end ? unmatchableFlag : 0);
}

function addRow(start: usize, end: usize, flag: u32): bool {
  if (start == end) {
    state.blank += 1;
    return true;
  }
  store<u8>(end, terminator);
  const length = <u32>(end - start);
  state.longest = max(state.longest, min(length, longestKey));
  store<u32>(batchRefs() + (inBatch << 2), (<u32>start) | flag);
  store<u32>(batchLengths() + (inBatch << 2), length);
  inBatch += 1;
  return inBatch < batchRows || flush();
}

function flush(): bool {
  const count = inBatch;
  inBatch = 0;
  return insertBatch(count);
}
