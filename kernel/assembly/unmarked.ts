/** All IDs of one file that are not marked, also those that nobody can be registered under, for people who want to know them. */
import { copyId, idLength } from './bytes';
import {
  addressMask,
  longestKey,
  memberFlag,
  terminator,
  windowBytes,
  windowStart,
} from './layout';
import { state } from './state';
import { maskAt, tableEnd } from './table';

/** What stands behind an ID that was cut: an ellipsis. */
const cutMark: u32 = 0xa680e2;
const cutMarkBytes: u32 = 3;

let end: usize = 0;
let next: u32 = 0;

/**
 * Copies IDs into the window, each followed by the terminator, until one might not fit. One that is longer than any key is
 * cut there, between two characters. The table stays as it is.
 *
 * @param from number of the place in the table with which to begin
 * @param fileBit of the file that they are to be of
 * @returns how many; 0 after the last
 */
export function copyUnmarked(from: u32, fileBit: u32): u32 {
  const last = tableEnd();
  const hasMasks = state.masks != 0;
  // The mark is stored with a byte more than it has.
  const lastStart = windowStart + windowBytes - longestKey - cutMarkBytes - 1;
  let write = windowStart;
  let count: u32 = 0;
  let slot = state.table + ((<usize>from) << 3);
  for (; slot < last && write <= lastStart; slot += 8) {
    const ref = load<u32>(slot, 4);
    if (ref == 0 || (ref & memberFlag) != 0) continue;
    if (hasMasks && (load<u32>(maskAt(slot)) & fileBit) == 0) continue;
    const id = <usize>(ref & addressMask);
    write = idLength(id) > longestKey ? copyBeginning(id, write) : copyId(id, write);
    store<u8>(write, terminator);
    write += 1;
    count += 1;
  }
  end = write;
  next = <u32>((slot - state.table) >> 3);
  return count;
}

function copyBeginning(id: usize, write: usize): usize {
  let length = longestKey;
  while ((load<u8>(id + length) & 0xc0) == 0x80) length -= 1;
  memory.copy(write, id, length);
  store<u32>(write + length, cutMark);
  return write + length + cutMarkBytes;
}

/** Address behind what copyUnmarked copied last. */
export function unmarkedEnd(): usize {
  return end;
}

/** Number of the place that it has not come to. */
export function unmarkedNext(): u32 {
  return next;
}
