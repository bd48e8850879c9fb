/** Takes IDs that stand in the arena into the table, a batch at a time, whatever rows they were read from. */
import { batchLengths, batchRefs, idAt, lengthAt } from './batch';
import { batchRows, longestKey, terminator } from './layout';
import { findOtherDelimiter } from './other-delimiter';
import { state } from './state';
import { insertBatch, startInserting } from './table';

let inBatch: u32 = 0;

export function startBatches(): void {
  inBatch = 0;
  state.blank = 0;
  state.firstId = 0;
  state.firstLength = 0;
  state.otherDelimiter = 0;
  startInserting();
}

/**
 * What stands in [start, end) is the ID of a row, and the byte behind it is no longer needed.
 *
 * @returns false on failure
 */
export function addRow(start: usize, end: usize, flag: u32): bool {
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

/** Takes in what is left of a batch. @returns false on failure */
export function flush(): bool {
  const count = inBatch;
  inBatch = 0;
  if (state.firstId == 0 && count > 0) lookAtFirst(count);
  return insertBatch(count);
}

/** Not for each row: whether it is the first one would be asked 100 million times. */
function lookAtFirst(count: u32): void {
  state.firstId = idAt(0);
  state.firstLength = lengthAt(0);
  state.otherDelimiter = findOtherDelimiter(count);
}
