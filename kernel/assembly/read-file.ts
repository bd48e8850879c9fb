/** Reads the file as the project says. One with one column is read faster. */
import { readColumns, readLastColumns, startColumns } from './columns';
import { readLastRow, readRows, startRows } from './rows';
import { state } from './state';

function hasOneColumn(): bool {
  return state.column == 0 && state.columnName == 0;
}

/** @param start where the rows start */
export function startFile(start: usize): void {
  if (hasOneColumn()) startRows(start);
  else startColumns(start);
}

/** The arena is filled up to `end`. @returns false on failure */
export function readFile(end: usize): bool {
  return hasOneColumn() ? readRows(end) : readColumns(end);
}

/** The file ends there. @returns false on failure */
export function readFileEnd(end: usize): bool {
  return hasOneColumn() ? readLastRow(end) : readLastColumns(end);
}
