/** IDs that nobody can be registered under, for people who want to find them in their file. */
import { idLength } from './bytes';
import {
  addressMask,
  longestKey,
  terminator,
  unmatchableFlag,
  windowBytes,
  windowStart,
} from './layout';
import { state } from './state';
import { maskAt, tableEnd } from './table';

let end: usize = 0;

/**
 * Copies the beginnings of distinct IDs that contain a line feed, or are longer than any key, into the window, each followed
 * by the terminator.
 *
 * @param fileBit of the file that they are to be of
 * @returns how many
 */
export function copyUnmatchable(most: u32, mostBytes: u32, fileBit: u32): u32 {
  const last = tableEnd();
  const hasMasks = state.masks != 0;
  let write = windowStart;
  let count: u32 = 0;
  for (let slot = state.table; slot < last && count < most; slot += 8) {
    const ref = load<u32>(slot, 4);
    if (ref == 0) continue;
    if (hasMasks && (load<u32>(maskAt(slot)) & fileBit) == 0) continue;
    const id = <usize>(ref & addressMask);
    const length = idLength(id);
    if ((ref & unmatchableFlag) == 0 && length <= longestKey) continue;
    const copied = min(length, mostBytes);
    if (write + copied + 1 > windowStart + windowBytes) break;
    memory.copy(write, id, copied);
    store<u8>(write + copied, terminator);
    write += copied + 1;
    count += 1;
  }
  end = write;
  return count;
}

/** Address behind what copyUnmatchable copied last. */
export function unmatchableEnd(): usize {
  return end;
}
