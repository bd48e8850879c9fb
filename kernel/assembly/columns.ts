/**
 * Reads the file where a project says which of several columns has the IDs: a field at a time, in place, from bytes that
 * arrive cut anywhere. The other columns may contain anything, also what is not UTF-8; they have to be quoted as the
 * rules say, or nobody knows where they end.
 */
import { addRow, flush, startBatches } from './add-row';
import { equalBytes, findByte, findFieldEnd, moveDown } from './bytes';
import { carriageReturn, lineFeed, quote } from './characters';
import { fail, failAt, Failure } from './failure';
import { columnNameBytes, terminator, unmatchableFlag } from './layout';
import { behindMark, namesDelimiter, noMark, notYetKnown } from './row-starts';
import { state } from './state';
import { isUtf8 } from './utf8';

const atRowStart: u32 = 0;
const atFieldStart: u32 = 1;
const inPlainField: u32 = 2;
const inQuotes: u32 = 3;
const behindQuotes: u32 = 4;

let place: u32 = atRowStart;
/** Up to where the file has been read. */
let readUpTo: usize = 0;
let rowStart: usize = 0;
let fieldStart: usize = 0;
/** In a quoted field: where its next byte goes. */
let writeAt: usize = 0;

/** Number of the column that has the IDs; 0 as long as the row with the names was not read. */
let wanted: u32 = 0;
/** Of the current field, from 1. */
let column: u32 = 0;
/** What is known of the current row: whether it is more than empty columns, its ID, which columns have the name. */
let hasText: bool = false;
let idStart: usize = 0;
let idEnd: usize = 0;
let named: u32 = 0;
let isNamedTwice: bool = false;

export function startColumns(start: usize): void {
  place = atRowStart;
  readUpTo = start;
  wanted = state.column;
  state.rows = 0;
  startBatches();
}

/** Reads what is complete in front of `end`. @returns false on failure */
export function readColumns(end: usize): bool {
  while (readUpTo < end) {
    const before = readUpTo;
    const placeBefore = place;
    if (!readOn(end)) return false;
    // What comes next has to be seen first.
    if (readUpTo == before && place == placeBefore) return true;
  }
  return true;
}

/** The same as in rows.ts. */
export function readLastColumns(end: usize): bool {
  if (!readColumns(end)) return false;
  if (place != atRowStart || readUpTo < end) {
    store<u8>(end, lineFeed);
    if (!readColumns(end + 1)) return false;
    if (place == inQuotes) return fail(Failure.unclosedQuote, state.rows + 1);
  }
  return flush();
}

function readOn(end: usize): bool {
  switch (place) {
    case atRowStart:
      startRow(end);
      return true;
    case atFieldStart:
      startField();
      return true;
    case inPlainField:
      readUpTo = findFieldEnd(state.delimiter, readUpTo, end);
      return !isEndKnown(end) || endField(readUpTo);
    case inQuotes:
      return readQuotes(end);
    default:
      return !isEndKnown(end) || endField(writeAt);
  }
}

function startRow(end: usize): void {
  const behind = behindMark(readUpTo, end);
  if (behind == notYetKnown) return;
  if (behind != noMark) {
    readUpTo = behind;
    return;
  }
  place = atFieldStart;
  rowStart = readUpTo;
  column = 0;
  hasText = false;
  idStart = readUpTo;
  idEnd = readUpTo;
  named = 0;
  isNamedTwice = false;
}

function startField(): void {
  column += 1;
  const isQuoted = load<u8>(readUpTo) == quote;
  place = isQuoted ? inQuotes : inPlainField;
  readUpTo += usize(isQuoted);
  fieldStart = readUpTo;
  writeAt = readUpTo;
}

/** From inside a quoted field to behind its closing quote, or to `end`. */
function readQuotes(end: usize): bool {
  const quoteAt = findByte(quote, readUpTo, end);
  moveDown(readUpTo, writeAt, quoteAt - readUpTo);
  writeAt += quoteAt - readUpTo;
  readUpTo = quoteAt;
  // What the quote is shows with what follows it.
  if (quoteAt + 1 >= end) return true;
  readUpTo += 1;
  const next = load<u8>(readUpTo);
  if (next == quote) {
    store<u8>(writeAt, quote);
    writeAt += 1;
    readUpTo += 1;
    return true;
  }
  place = behindQuotes;
  const isEnd = next == lineFeed || next == carriageReturn || next == state.delimiter;
  return isEnd || failAt(Failure.brokenQuote, state.rows + 1, readUpTo);
}

/** Whether all of what ends the field can be read: an LF may belong to the CR in front of it. */
function isEndKnown(end: usize): bool {
  return readUpTo + usize(readUpTo < end && load<u8>(readUpTo) == carriageReturn) < end;
}

/** @param fieldEnd of its text; what ends it stands at `readUpTo` */
function endField(fieldEnd: usize): bool {
  takeField(fieldStart, fieldEnd);
  const textEnd = readUpTo;
  const byte = load<u8>(textEnd);
  readUpTo += 1;
  if (byte == state.delimiter) {
    place = atFieldStart;
    return true;
  }
  readUpTo += usize(byte == carriageReturn && load<u8>(readUpTo) == lineFeed);
  place = atRowStart;
  return endRow(textEnd);
}

function takeField(start: usize, end: usize): void {
  if (end > start) hasText = true;
  if (wanted == 0) {
    if (!isColumnName(start, end)) return;
    if (named == 0) named = column;
    else isNamedTwice = true;
  } else if (column == wanted) {
    idStart = start;
    idEnd = end;
  }
}

function isColumnName(start: usize, end: usize): bool {
  const length = <u32>(end - start);
  return length == state.columnName && equalBytes(start, columnNameBytes, length) == length;
}

/** @param textEnd of the row */
function endRow(textEnd: usize): bool {
  state.rows += 1;
  if (!hasText || (state.rows == 1 && namesDelimiter(rowStart, textEnd))) return addBlank();
  if (wanted == 0) return endNames();
  if (column < wanted) return fail(Failure.tooFewColumns, state.rows);
  if (idStart == idEnd) return addBlank();
  // So that nothing behind it can pass for the rest of its last character.
  store<u8>(idEnd, terminator);
  if (!isUtf8(idStart, <u32>(idEnd - idStart))) return fail(Failure.notUtf8, state.rows);
  const hasLineFeed = findByte(lineFeed, idStart, idEnd) < idEnd;
  return addRow(idStart, idEnd, hasLineFeed ? unmatchableFlag : 0);
}

function endNames(): bool {
  if (named == 0 || isNamedTwice) return fail(Failure.missingColumn, state.rows);
  wanted = named;
  return addBlank();
}

function addBlank(): bool {
  return addRow(rowStart, rowStart, 0);
}
