/**
 * The members in the order of a version: by hash, then by bytes. The table has them in the order of the upper half of
 * the hash; ordering sorts the few that share it, and turns the table into a list of the members of all files. Those of one
 * of several files are then chosen from it.
 */
import { keepLoaded } from './batch';
import { compareIds, copyId, idLength } from './bytes';
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
import { xxh64 } from './xxh64';

/** How many IDs are loaded ahead of copying them. */
const fetchAhead: u32 = 1024;

let nextSlot: usize = 0;
let fetchedUpTo: u32 = 0;
let copiedTo: usize = 0;

/** Ends the table. */
export function orderMembers(): void {
  const end = tableEnd();
  const list = state.table;
  const hasMasks = state.masks != 0;
  let write = list;
  let sameTag = list;
  for (let slot = list; slot < end; slot += 8) {
    const found = load<u64>(slot);
    if (((<u32>(found >> 32)) & memberFlag) == 0) continue;
    if (write > sameTag && load<u32>(sameTag) != <u32>found) {
      if (write - sameTag > 8) sort(sameTag, write);
      sameTag = write;
    }
    store<u64>(write, found);
    if (hasMasks) store<u32>(maskAt(write), load<u32>(maskAt(slot)));
    write += 8;
  }
  if (write - sameTag > 8) sort(sameTag, write);
  state.allMembers = <u32>((write - list) >> 3);
}

/**
 * The members that are copied from now on are those of one file.
 *
 * @param fileBit of the file
 * @returns how many there are
 */
export function chooseMembers(fileBit: u32): u32 {
  if (state.masks == 0) {
    state.list = state.table;
    state.members = state.allMembers;
    return state.members;
  }
  const end = state.table + ((<usize>state.allMembers) << 3);
  let write = state.chosen;
  for (let slot = state.table; slot < end; slot += 8) {
    store<u64>(write, load<u64>(slot));
    write += (<usize>((load<u32>(maskAt(slot)) & fileBit) != 0)) << 3;
  }
  state.list = state.chosen;
  state.members = <u32>((write - state.chosen) >> 3);
  return state.members;
}

/**
 * Copies members in order into the window, each followed by a line feed, until one might not fit.
 *
 * @returns how many
 */
export function copyMembers(from: u32, to: u32, window: usize): u32 {
  const list = state.list;
  const lastStart = window + windowBytes - longestKey - 1;
  let write = window;
  let member = from;
  for (; member < to && write <= lastStart; member++) {
    if (member >= fetchedUpTo || member + fetchAhead < fetchedUpTo) fetchMembers(member);
    write = copyId(<usize>(load<u32>(list + ((<usize>member) << 3), 4) & addressMask), write);
    store<u8>(write, 0x0a);
    write += 1;
  }
  copiedTo = write;
  return member - from;
}

/** Address behind what was copied last. */
export function copiedEnd(): usize {
  return copiedTo;
}

function fetchMembers(from: u32): void {
  const list = state.list;
  const to = min(state.members, from + fetchAhead);
  let sum: u32 = 0;
  for (let member = from; member < to; member++)
    sum += load<u8>(<usize>(load<u32>(list + ((<usize>member) << 3), 4) & addressMask), 31);
  keepLoaded(sum);
  fetchedUpTo = to;
}

/** The next copyIds starts with the first ID of the table. */
export function rewindIds(): void {
  nextSlot = state.table;
}

/**
 * Copies distinct IDs that may be members but are not marked into the window, as copyMembers does.
 *
 * @returns how many; 0 after the last
 */
export function copyIds(most: u32): u32 {
  const end = tableEnd();
  const lastStart = windowStart + windowBytes - longestKey - 1;
  let write = windowStart;
  let count: u32 = 0;
  for (; nextSlot < end && count < most && write <= lastStart; nextSlot += 8) {
    const ref = load<u32>(nextSlot, 4);
    if (ref == 0 || (ref & (unmatchableFlag | memberFlag)) != 0) continue;
    const id = <usize>(ref & addressMask);
    if (idLength(id) > longestKey) continue;
    write = copyId(id, write);
    store<u8>(write, 0x0a);
    write += 1;
    count += 1;
  }
  copiedTo = write;
  return count;
}

/** Nearly always two; IDs that were built for it may be thousands, hence a heap sort. */
function sort(start: usize, end: usize): void {
  if (end - start <= 16 * 8) return sortFew(start, end);
  const count = <u32>((end - start) >> 3);
  for (let root = count >> 1; root > 0; root--) sink(start, root - 1, count);
  for (let last = count - 1; last > 0; last--) {
    swap(start, start + ((<usize>last) << 3));
    sink(start, 0, last);
  }
}

function sink(start: usize, root: u32, count: u32): void {
  for (;;) {
    let child: u32 = 2 * root + 1;
    if (child >= count) return;
    let greater = start + ((<usize>child) << 3);
    if (child + 1 < count && isBefore(load<u64>(greater), load<u64>(greater, 8))) {
      child += 1;
      greater += 8;
    }
    const parent = start + ((<usize>root) << 3);
    if (!isBefore(load<u64>(parent), load<u64>(greater))) return;
    swap(parent, greater);
    root = child;
  }
}

function sortFew(start: usize, end: usize): void {
  for (let at = start + 8; at < end; at += 8)
    for (let slot = at; slot > start && isBefore(load<u64>(slot), load<u64>(slot - 8)); slot -= 8)
      swap(slot, slot - 8);
}

function swap(slot: usize, other: usize): void {
  const value = load<u64>(slot);
  store<u64>(slot, load<u64>(other));
  store<u64>(other, value);
  if (state.masks == 0) return;
  const files = load<u32>(maskAt(slot));
  store<u32>(maskAt(slot), load<u32>(maskAt(other)));
  store<u32>(maskAt(other), files);
}

/** Of two slots with the same tag. */
function isBefore(one: u64, other: u64): bool {
  const id = <usize>((<u32>(one >> 32)) & addressMask);
  const otherId = <usize>((<u32>(other >> 32)) & addressMask);
  const hash = xxh64(id, idLength(id));
  const otherHash = xxh64(otherId, idLength(otherId));
  return hash == otherHash ? compareIds(id, otherId) < 0 : hash < otherHash;
}
