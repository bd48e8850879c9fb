/**
 * Some of the IDs that are not marked. The table has them in the order of their hashes, so that its start is as good as
 * drawn from all of the file.
 */
import { copyId, idLength } from './bytes';
import {
  addressMask,
  longestKey,
  memberFlag,
  unmatchableFlag,
  windowBytes,
  windowStart,
} from './layout';
import { state } from './state';
import { maskAt, tableEnd } from './table';

/** Looked at within a few milliseconds; where so many places do not hold enough, nearly all are marked. */
const mostSlots: usize = 1 << 20;
/** The places of one of several files lie among those of all others. */
const mostSharedSlots: usize = 1 << 24;

let end: usize = 0;
let unmatchable: u32 = 0;

/**
 * Copies IDs that may be members but are not marked into the window, each followed by a line feed. The table stays as it
 * is.
 *
 * @param most of them, and of those that nobody can be registered under, together
 * @param fileBit of the file that they are to be of
 * @returns how many
 */
export function sampleIds(most: u32, fileBit: u32): u32 {
  const hasMasks = state.masks != 0;
  const lastSlot = min(tableEnd(), state.table + ((hasMasks ? mostSharedSlots : mostSlots) << 3));
  const lastStart = windowStart + windowBytes - longestKey - 1;
  let write = windowStart;
  let count: u32 = 0;
  unmatchable = 0;
  for (
    let slot = state.table;
    slot < lastSlot && count + unmatchable < most && write <= lastStart;
    slot += 8
  ) {
    const ref = load<u32>(slot, 4);
    if (ref == 0 || (ref & memberFlag) != 0) continue;
    if (hasMasks && (load<u32>(maskAt(slot)) & fileBit) == 0) continue;
    const id = <usize>(ref & addressMask);
    if ((ref & unmatchableFlag) != 0 || idLength(id) > longestKey) {
      unmatchable += 1;
      continue;
    }
    write = copyId(id, write);
    store<u8>(write, 0x0a);
    write += 1;
    count += 1;
  }
  end = write;
  return count;
}

/** Address behind what sampleIds copied last. */
export function sampleEnd(): usize {
  return end;
}

/** How many of those that sampleIds came across contain a line feed, or are longer than any key. */
export function sampledUnmatchable(): u32 {
  return unmatchable;
}
