/**
 * Reads the file: rows with one column that is not empty, by the rules of docs/csv-format.md, in place, from bytes that
 * arrive cut anywhere. What is complete goes into the table, a batch at a time; where a row is cut, reading goes on there.
 */
import { addRow, flush, startBatches } from './add-row';
import { findByte, moveDown } from './bytes';
import { carriageReturn, lineFeed, quote } from './characters';
import { fail, failAt, Failure } from './failure';
import { areEmpty, Further, stepFurther } from './further-columns';
import { terminator, unmatchableFlag } from './layout';
import { behindMark, markStart, namesDelimiter, noMark, notYetKnown } from './row-starts';
import { state } from './state';
import { isUtf8 } from './utf8';

const atRowStart: u32 = 0;
const inPlainRow: u32 = 1;
const inQuotes: u32 = 2;
const behindQuotes: u32 = 3;

let place: u32 = atRowStart;
/** Where the current row starts in the arena. */
let rowStart: usize = 0;
/** Up to where the current row has been read. */
let readUpTo: usize = 0;
/** In a quoted row: where the next byte of the ID goes. */
let writeAt: usize = 0;
/** Behind the quotes of a row: what of the further columns was read. */
let further: u32 = Further.atEnd;
/** The part of the plain row that was read has a delimiter, or a character beyond ASCII. */
let isSuspicious: bool = false;

export function startRows(start: usize): void {
  place = atRowStart;
  rowStart = start;
  state.rows = 0;
  startBatches();
}

/** Reads the rows that are complete in front of `end`. @returns false on failure */
export function readRows(end: usize): bool {
  while (rowStart < end) {
    if (place == atRowStart) {
      const behind = behindMark(rowStart, end);
      if (behind == notYetKnown) return true;
      if (behind != noMark) {
        rowStart = behind;
        continue;
      }
      startRow();
    }
    if (!goOn(end)) return false;
    if (place != atRowStart) break;
  }
  return true;
}

function startRow(): void {
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

function goOn(end: usize): bool {
  if (place == inPlainRow) return readPlainRows(end);
  if (place == inQuotes && !readQuotes(end)) return false;
  return place != behindQuotes || readBehindQuotes(end);
}

/** Reads what is left. The last row needs no end: it is given one. @returns false on failure */
export function readLastRow(end: usize): bool {
  if (!readRows(end)) return false;
  if (rowStart < end) {
    store<u8>(end, lineFeed);
    if (!readRows(end + 1)) return false;
    if (place == inQuotes) return fail(Failure.unclosedQuote, state.rows + 1);
  }
  return flush();
}

/** From inside an unquoted row to the first one that starts with a quote or a mark, or to `filled`. */
function readPlainRows(filled: usize): bool {
  // Whether a CR ends a row, or the LF behind it does, shows with the next byte.
  const end = filled - usize(load<u8>(filled - 1) == carriageReturn);
  const lineFeeds = v128.splat<u8>(lineFeed);
  const carriageReturns = v128.splat<u8>(carriageReturn);
  const delimiters = v128.splat<u8>(state.delimiter);
  let start = rowStart;
  let suspicious: i32 = i32(isSuspicious);
  for (let at = readUpTo; at < end; at += 16) {
    const block = v128.load(at);
    let ends = v128.bitmask<i8>(v128.eq<i8>(block, lineFeeds));
    const returns = v128.eq<i8>(block, carriageReturns);
    // A CR in front of an LF ends nothing: so rows that end in CR LF have one end, too.
    if (v128.any_true(returns))
      ends |= v128.bitmask<i8>(v128.andnot(returns, v128.eq<i8>(v128.load(at, 1), lineFeeds)));
    let marks = v128.bitmask<i8>(v128.or(v128.eq<i8>(block, delimiters), block));
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
      if (start >= end || startsSpecially(load<u8>(start))) {
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

function startsSpecially(byte: u8): bool {
  return byte == quote || byte == markStart;
}

/** @param endAt where the LF stands that ends the row, or the CR that has no LF behind it */
function endPlainRow(start: usize, endAt: usize, suspicious: bool): bool {
  state.rows += 1;
  const end = endAt > start && load<u8>(endAt - 1) == carriageReturn ? endAt - 1 : endAt;
  return suspicious ? endSuspiciousRow(start, end) : addRow(start, end, 0);
}

function endSuspiciousRow(start: usize, end: usize): bool {
  if (state.rows == 1 && namesDelimiter(start, end)) return addRow(start, start, 0);
  const idEnd = findByte(state.delimiter, start, end);
  if (!areEmpty(idEnd, end)) return fail(Failure.severalColumns, state.rows);
  if (!isUtf8(start, <u32>(idEnd - start))) return fail(Failure.notUtf8, state.rows);
  return addRow(start, idEnd, 0);
}

/** From inside a quoted ID to behind its closing quote, or to `end`. */
function readQuotes(end: usize): bool {
  for (;;) {
    const quoteAt = findByte(quote, readUpTo, end);
    moveDown(readUpTo, writeAt, quoteAt - readUpTo);
    writeAt += quoteAt - readUpTo;
    readUpTo = quoteAt;
    // What the quote is shows with what follows it.
    if (quoteAt + 1 >= end) return true;
    const next = load<u8>(quoteAt, 1);
    readUpTo += 1;
    if (next == quote) {
      store<u8>(writeAt, quote);
      writeAt += 1;
      readUpTo += 1;
      continue;
    }
    place = behindQuotes;
    further = Further.atEnd;
    const isEnd = next == lineFeed || next == carriageReturn || next == state.delimiter;
    return isEnd || failAt(Failure.brokenQuote, state.rows + 1, readUpTo);
  }
}

/** To the end of a row whose ID is quoted, or to `end`. */
function readBehindQuotes(end: usize): bool {
  while (readUpTo < end) {
    const byte = load<u8>(readUpTo);
    const isEnd = further != Further.inQuotes && (byte == lineFeed || byte == carriageReturn);
    if (isEnd) {
      if (byte == lineFeed) return endQuotedRow(readUpTo, readUpTo + 1);
      if (readUpTo + 1 >= end) return true;
      return endQuotedRow(readUpTo, readUpTo + 1 + usize(load<u8>(readUpTo, 1) == lineFeed));
    }
    further = stepFurther(further, byte);
    if (further == Further.filled) return fail(Failure.severalColumns, state.rows + 1);
    readUpTo += 1;
  }
  return true;
}

/** @param end of the row's text */
function endQuotedRow(end: usize, nextRow: usize): bool {
  const start = rowStart + 1;
  state.rows += 1;
  const isId = state.rows > 1 || !namesDelimiter(rowStart, end);
  rowStart = nextRow;
  place = atRowStart;
  if (!isId) return addRow(start, start, 0);
  // So that nothing behind it can pass for the rest of its last character.
  store<u8>(writeAt, terminator);
  if (!isUtf8(start, <u32>(writeAt - start))) return fail(Failure.notUtf8, state.rows);
  return addRow(start, writeAt, findByte(lineFeed, start, writeAt) < writeAt ? unmatchableFlag : 0);
}
