/**
 * The members in the order of a version: by hash, then by bytes. The table has them in the order of the upper half of
 * the hash; ordering sorts the few that share it, and turns the table into a list of the members.
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
import { tableEnd } from './table';
import { xxh64 } from './xxh64';

/** How many IDs are loaded ahead of copying them. */
const fetchAhead: u32 = 1024;

let nextSlot: usize = 0;
let fetchedUpTo: u32 = 0;
let copiedTo: usize = 0;

/** Ends the table. @returns number of members */
export function orderMembers(): u32 {
  const end = tableEnd();
  const list = state.table;
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
    write += 8;
  }
  if (write - sameTag > 8) sort(sameTag, write);
  state.members = <u32>((write - list) >> 3);
  return state.members;
}

/**
 * Copies members in order into the window, each followed by a line feed, until one might not fit.
 *
 * @returns how many
 */
export function copyMembers(from: u32, to: u32, window: usize): u32 {
  const list = state.table;
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
  const list = state.table;
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
    const first = load<u64>(start);
    store<u64>(start, load<u64>(start + ((<usize>last) << 3)));
    store<u64>(start + ((<usize>last) << 3), first);
    sink(start, 0, last);
  }
}

function sink(start: usize, root: u32, count: u32): void {
  const value = load<u64>(start + ((<usize>root) << 3));
  for (;;) {
    let child: u32 = 2 * root + 1;
    if (child >= count) break;
    let greater = load<u64>(start + ((<usize>child) << 3));
    if (child + 1 < count) {
      const other = load<u64>(start + ((<usize>(child + 1)) << 3));
      if (isBefore(greater, other)) {
        child += 1;
        greater = other;
      }
    }
    if (!isBefore(value, greater)) break;
    store<u64>(start + ((<usize>root) << 3), greater);
    root = child;
  }
  store<u64>(start + ((<usize>root) << 3), value);
}

function sortFew(start: usize, end: usize): void {
  for (let at = start + 8; at < end; at += 8) {
    const value = load<u64>(at);
    let hole = at;
    for (; hole > start && isBefore(value, load<u64>(hole - 8)); hole -= 8)
      store<u64>(hole, load<u64>(hole - 8));
    store<u64>(hole, value);
  }
}

/** Of two slots with the same tag. */
function isBefore(one: u64, other: u64): bool {
  const id = <usize>((<u32>(one >> 32)) & addressMask);
  const otherId = <usize>((<u32>(other >> 32)) & addressMask);
  const hash = xxh64(id, idLength(id));
  const otherHash = xxh64(otherId, idLength(otherId));
  return hash == otherHash ? compareIds(id, otherId) < 0 : hash < otherHash;
}
