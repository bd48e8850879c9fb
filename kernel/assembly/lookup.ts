/** Marks the IDs of the file that are registered. */
import { batchIndexes, batchLengths, batchRefs, batchSlots, batchTags, keepLoaded } from './batch';
import { equalBytes } from './bytes';
import { addressMask, batchRows, longestKey, memberFlag, terminator } from './layout';
import { fetchHomes, findPlace, hashBatch, hasTag, homeOf, markIfEqual } from './table';
import { xxh64 } from './xxh64';

const lineFeed: u8 = 0x0a;

let later: u32 = 0;

/** Notes a registered ID that stays where it is until finishMarking. */
export function markLater(id: usize, length: u32): void {
  store<u32>(batchRefs() + (later << 2), <u32>id);
  store<u32>(batchLengths() + (later << 2), length);
  later += 1;
  if (later == batchRows) finishMarking();
}

export function finishMarking(): void {
  const count = later;
  later = 0;
  markBatch(count);
}

/** @param end behind the line feed of the last of the registered IDs, one a line */
export function markLines(start: usize, end: usize): void {
  const lineFeeds = v128.splat<u8>(lineFeed);
  let id = start;
  for (let at = start; at < end; at += 16) {
    let ends = v128.bitmask<i8>(v128.eq<i8>(v128.load(at), lineFeeds));
    while (ends != 0) {
      const lineEnd = at + <usize>ctz(ends);
      ends &= ends - 1;
      if (lineEnd >= end) break;
      const length = <u32>(lineEnd - id);
      if (length != 0 && length <= longestKey) markLater(id, length);
      id = lineEnd + 1;
    }
  }
  finishMarking();
}

/** Whether an ID is in the file and was marked. */
export function isMarked(id: usize, length: u32): bool {
  const tag = <u32>(xxh64(id, length) >> 32);
  for (let slot = findPlace(tag, homeOf(tag)); hasTag(slot, tag); slot += 8) {
    const ref = load<u32>(slot, 4);
    const other = <usize>(ref & addressMask);
    if (equalBytes(id, other, length) < length || load<u8>(other + length) != terminator) continue;
    return (ref & memberFlag) != 0;
  }
  return false;
}

/** Each step is a loop of its own over the batch, so that its cache misses overlap (see fetchHomes). */
function markBatch(count: u32): void {
  hashBatch(count);
  fetchHomes(count);
  const candidates = findCandidates(count);
  fetchIds(candidates);
  const refs = batchRefs();
  const lengths = batchLengths();
  const tags = batchTags();
  const slots = batchSlots();
  const indexes = batchIndexes();
  for (let candidate: u32 = 0; candidate < candidates; candidate++) {
    const index = load<u32>(indexes + (candidate << 2)) << 2;
    const id = <usize>load<u32>(refs + index);
    const length = load<u32>(lengths + index);
    const tag = load<u32>(tags + index);
    let slot = <usize>load<u32>(slots + (candidate << 2));
    while (!markIfEqual(slot, id, length)) {
      slot += 8;
      if (!hasTag(slot, tag)) break;
    }
  }
}

/** Those whose tag is in the table: nearly all of them are equal. @returns how many */
function findCandidates(count: u32): u32 {
  const tags = batchTags();
  const slots = batchSlots();
  const indexes = batchIndexes();
  let candidates: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const tag = load<u32>(tags + (index << 2));
    const slot = findPlace(tag, homeOf(tag));
    store<u32>(slots + (candidates << 2), <u32>slot);
    store<u32>(indexes + (candidates << 2), index);
    candidates += u32(hasTag(slot, tag));
  }
  return candidates;
}

function fetchIds(candidates: u32): void {
  const lengths = batchLengths();
  const slots = batchSlots();
  const indexes = batchIndexes();
  let sum: u32 = 0;
  for (let candidate: u32 = 0; candidate < candidates; candidate++) {
    const slot = <usize>load<u32>(slots + (candidate << 2));
    const length = load<u32>(lengths + (load<u32>(indexes + (candidate << 2)) << 2));
    const id = <usize>(load<u32>(slot, 4) & addressMask);
    sum += <u32>load<u8>(id) + <u32>load<u8>(id + length);
  }
  keepLoaded(sum);
}
