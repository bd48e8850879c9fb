/** What may follow the ID in a row: any number of columns that are empty, with quotes or without. */
import { quote } from './characters';
import { state } from './state';

export namespace Further {
  /** Behind a delimiter. */
  export const atStart: u32 = 0;
  export const inQuotes: u32 = 1;
  /** Behind a column that is empty, or the ID. */
  export const atEnd: u32 = 2;
  /** A column is not empty. */
  export const filled: u32 = 3;
}

/** Where the byte, which ends no row, leads to. */
export function stepFurther(from: u32, byte: u8): u32 {
  if (from == Further.inQuotes) return byte == quote ? Further.atEnd : Further.filled;
  if (byte == state.delimiter) return Further.atStart;
  return byte == quote && from == Further.atStart ? Further.inQuotes : Further.filled;
}

/** @param start of what follows the ID in a whole row */
export function areEmpty(start: usize, end: usize): bool {
  let step = Further.atEnd;
  for (let at = start; at < end && step != Further.filled; at++)
    step = stepFurther(step, load<u8>(at));
  return step == Further.atStart || step == Further.atEnd;
}
