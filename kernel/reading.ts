import { addressOf, bytesOf, type JoinInstance } from './instantiate.ts';

/** How the rows of a file are to be read. */
export interface Reading {
  /**
   * Which column has the IDs, where there are several: its number from 1, or its name in the first row that is not blank.
   * Without it there is one, and further ones have to be empty.
   */
  column?: string | number | undefined;
  /** one character of ASCII that separates columns, instead of a comma */
  delimiter?: string | undefined;
}

export const defaultDelimiter = ',';

/** Bytes of a column's name. */
export const mostColumnNameBytes = 2048;
export const mostColumnNumber = 65_535;

/** To be said after the kernel has begun a file, before it is read. @throws RangeError */
export const setReading = (
  { join, memory }: JoinInstance,
  { column, delimiter = defaultDelimiter }: Reading,
): void => {
  const code = delimiter.charCodeAt(0);
  if (delimiter.length !== 1 || code > 0x7f || '"\r\n'.includes(delimiter))
    throw new RangeError(`"${delimiter}" separates no columns`);
  if (typeof column === 'string') {
    const name = Buffer.from(column);
    if (name.length === 0 || name.length > mostColumnNameBytes)
      throw new RangeError(`a column's name has 1 to ${mostColumnNameBytes} bytes`);
    const at = addressOf(join.columnNameBytes);
    bytesOf(memory, at, at + name.length).set(name);
    join.setReading(code, 0, name.length);
    return;
  }
  if (column !== undefined && !(column >= 1 && column <= mostColumnNumber))
    throw new RangeError(`a column's number is 1 to ${mostColumnNumber}`);
  join.setReading(code, column ?? 0, 0);
};
