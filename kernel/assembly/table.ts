/**
 * The hash table of the distinct IDs: open addressing with linear probing, always in the order of the tags (Amble
 * and Knuth, "Ordered hash tables", 1974).
 *
 * The home of an ID is its tag, scaled to the number of homes. So a slot says by itself where its ID belongs in a
 * table of any size, growing reads no ID, and the IDs lie in the order of their hash. The last home is not followed
 * by the first one but by slots to run over into.
 */
import { batchLengths, batchRefs, batchTags, keepLoaded } from './batch';
import { equalBytes } from './bytes';
import { fail, Failure } from './failure';
import {
  addressMask,
  arenaStart,
  batchRows,
  memberFlag,
  reserve,
  roundUpToPage,
  terminator,
} from './layout';
import { state } from './state';
import { xxh64 } from './xxh64';

const firstHomes: u32 = 1 << 16;
/** Of a hundred homes: more would make long clusters, fewer touch more memory, which costs more than the probing. */
const mostTaken: u64 = 80;
/**
 * No ID lies farther behind its home. Random hashes come to a tenth of it in the fullest table; IDs with one hash
 * go beyond it.
 */
const overflowSlots: usize = 4096;
const emptySlots: usize = 8;
/**
 * What finding a place may cost: slots passed or moved, and blocks of bytes compared in vain, for each row. Random
 * hashes take a dozen in the fullest table. It stops IDs that were built to make many clusters, each just short
 * enough.
 */
const allowedStepsPerRow: u64 = 64;
const allowedStepsAnyway: u64 = 1 << 22;

/** Of the thread that reads the file, of this file alone. */
let rows: u64 = 0;
let steps: u64 = 0;
let allowedSteps: u64 = 0;

/** Address behind the last slot. */
export function tableEnd(): usize {
  return state.table + bytesFor(state.homes);
}

/** Of slots that are followed by some that are always empty, for a search to end there. */
function bytesFor(someHomes: u32): usize {
  return (<usize>someHomes + overflowSlots + emptySlots) << 3;
}

function lastSlot(): usize {
  return tableEnd() - (emptySlots << 3);
}

/**
 * Finds room for the largest table that the arena's rows can need. It is only touched as far as the table grows.
 *
 * @returns false when there is no memory for it
 */
export function placeTable(start: usize, limit: u32, hasSeveralFiles: bool): bool {
  state.table = roundUpToPage(start);
  state.mostHomes = <u32>min<u64>(limit, mostNeededHomes());
  state.homes = min(firstHomes, limit);
  state.distinct = 0;
  const mostBytes = bytesFor(state.mostHomes);
  let end = state.table + mostBytes;
  state.masks = 0;
  state.chosen = 0;
  if (hasSeveralFiles) {
    state.masks = roundUpToPage(end);
    state.chosen = roundUpToPage(state.masks + (mostBytes >> 1));
    end = state.chosen + mostBytes;
  }
  return reserve(end) || fail(Failure.outOfMemory, 0);
}

/** A row is an ID and what ends it, two bytes at least. */
function mostNeededHomes(): u64 {
  return ((((<u64>state.arenaBytes) >> 1) + 2 * batchRows) * 100) / mostTaken + firstHomes;
}

/** A file begins. The table has the IDs of those before it. */
export function startInserting(): void {
  rows = 0;
  steps = 0;
  state.distinctInFile = 0;
}

export function emptyTable(): void {
  const bytes = bytesFor(state.homes);
  memory.fill(state.table, 0, bytes);
  if (state.masks != 0) memory.fill(state.masks, 0, bytes >> 1);
}

/** Which files have the ID in a slot. */
export function maskAt(slot: usize): usize {
  return state.masks + ((slot - state.table) >> 1);
}

/** Takes in the batch's IDs that are not there yet. @returns false on failure */
export function insertBatch(count: u32): bool {
  while (
    state.homes < state.mostHomes &&
    (<u64>state.distinct + count) * 100 > <u64>state.homes * mostTaken
  )
    if (!grow()) return false;
  rows += count;
  allowedSteps = rows * allowedStepsPerRow + allowedStepsAnyway;
  hashBatch(count);
  fetchHomes(count);
  if (state.masks != 0) fetchShared(count);
  const refs = batchRefs();
  const lengths = batchLengths();
  const tags = batchTags();
  for (let row: u32 = 0; row < count; row++) {
    const ref = load<u32>(refs + (row << 2));
    const length = load<u32>(lengths + (row << 2));
    if (!insert(ref, length, load<u32>(tags + (row << 2)))) return false;
  }
  return costsLittle();
}

function costsLittle(): bool {
  return steps <= allowedSteps || fail(Failure.collidingIds, 0);
}

/** Fills the batch's tags from its refs and lengths. */
export function hashBatch(count: u32): void {
  const refs = batchRefs();
  const lengths = batchLengths();
  const tags = batchTags();
  for (let row: u32 = 0; row < count; row++) {
    const id = <usize>(load<u32>(refs + (row << 2)) & addressMask);
    const hash = xxh64(id, load<u32>(lengths + (row << 2)));
    store<u32>(tags + (row << 2), <u32>(hash >> 32));
  }
}

/** Loads the home of each of the batch's IDs into the cache, and the slots that follow it. */
export function fetchHomes(count: u32): void {
  const tags = batchTags();
  let sum: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    const home = homeOf(load<u32>(tags + (row << 2)));
    sum += load<u32>(home) + load<u32>(home, 32);
  }
  keepLoaded(sum);
}

/**
 * Of several files, which have IDs in common: loads the masks, and the IDs of other files that the batch's will be compared with.
 */
function fetchShared(count: u32): void {
  const tags = batchTags();
  let sum: u32 = 0;
  for (let row: u32 = 0; row < count; row++) {
    const tag = load<u32>(tags + (row << 2));
    const slot = findPlace(tag, homeOf(tag));
    sum += load<u32>(maskAt(slot));
    if (hasTag(slot, tag)) sum += <u32>load<u8>(<usize>(load<u32>(slot, 4) & addressMask));
  }
  keepLoaded(sum);
}

export function homeOf(tag: u32): usize {
  return state.table + ((<usize>((<u64>tag * state.homes) >> 32)) << 3);
}

function insert(ref: u32, length: u32, tag: u32): bool {
  const id = <usize>(ref & addressMask);
  const home = homeOf(tag);
  let slot = findPlace(tag, home);
  for (; hasTag(slot, tag); slot += 8) {
    // One byte more than the ID: the terminator.
    const equal = equalBytes(id, <usize>(load<u32>(slot, 4) & addressMask), length + 1);
    if (equal > length) {
      // An ID that lies far behind its home costs that way again with each repetition; four slots are one step.
      steps += (slot - home) >> 5;
      if (state.masks != 0) addFile(maskAt(slot));
      return true;
    }
    steps += 1 + (equal >> 4);
    // Not only after the batch: comparing 2,048 long rows with each other takes a minute.
    if (!costsLittle()) return false;
  }
  if (slot - home > overflowSlots << 3) return fail(Failure.collidingIds, 0);
  if (state.distinct == state.homes) return fail(Failure.tableFull, 0);

  const place = slot;
  let moving = ((<u64>ref) << 32) | tag;
  for (let found = load<u64>(slot); found != 0; found = load<u64>(slot)) {
    store<u64>(slot, moving);
    moving = found;
    slot += 8;
  }
  store<u64>(slot, moving);
  if (state.masks != 0) insertMask(place, slot);
  state.distinct += 1;
  steps += (slot - home) >> 3;
  return slot < lastSlot() || fail(Failure.collidingIds, 0);
}

function addFile(mask: usize): void {
  const files = load<u32>(mask);
  if ((files & state.fileBit) != 0) return;
  store<u32>(mask, files | state.fileBit);
  state.distinctInFile += 1;
}

/** The slots from `place` on have moved up by one, as far as the one that was empty. */
function insertMask(place: usize, empty: usize): void {
  let moving = state.fileBit;
  for (let slot = place; slot <= empty; slot += 8) {
    const mask = maskAt(slot);
    const found = load<u32>(mask);
    store<u32>(mask, moving);
    moving = found;
  }
  state.distinctInFile += 1;
}

/**
 * Adds homes, in place: the slots move to the end of what the table will take, then from first to last to their new
 * places. None gets the place of one that was not read yet: with N homes for M, those of slots up to p get places
 * below (p + 1) M / N, and slot p + 1 is read at M - N + p + 1, which is not less.
 */
function grow(): bool {
  const before = bytesFor(state.homes);
  state.homes = homesToGrowTo();
  const moved = bytesFor(state.homes) - before;
  moveUp(state.table, before, moved);
  if (state.masks != 0) moveUp(state.masks, before >> 1, moved >> 1);
  return placeSlots(moved, 0) || fail(Failure.collidingIds, 0);
}

function moveUp(start: usize, length: usize, by: usize): void {
  memory.copy(start + by, start, length);
  memory.fill(start, 0, by);
}

/** Takes the current file out of the table, as if it had never been read. */
export function removeFile(): void {
  if (state.masks != 0) placeSlots(0, state.fileBit);
}

/**
 * Moves the slots that begin behind `moved` bytes to their homes, from first to last.
 *
 * @param leaving bit of a file whose IDs leave the table, unless other files have them; 0 if none does
 * @returns false when there is no place for the last
 */
function placeSlots(moved: usize, leaving: u32): bool {
  const table = state.table;
  const end = tableEnd();
  const hasMasks = state.masks != 0;
  let free = table;
  for (let from = table + moved; from < end; from += 8) {
    const found = load<u64>(from);
    if (found == 0) continue;
    store<u64>(from, 0);
    let files: u32 = 0;
    if (hasMasks) {
      files = load<u32>(maskAt(from)) & ~leaving;
      store<u32>(maskAt(from), 0);
      if (files == 0) {
        state.distinct -= 1;
        continue;
      }
    }
    const slot = max(free, homeOf(<u32>found));
    store<u64>(slot, found);
    if (hasMasks) store<u32>(maskAt(slot), files);
    free = slot + 8;
  }
  return free <= lastSlot();
}

/** If what is still to come is like what was read, the table grows only once. */
function homesToGrowTo(): u32 {
  const readBytes = (load<u32>(batchRefs()) & addressMask) - <u32>arenaStart;
  const expected = (<u64>state.distinct * state.likelyBytes) / max(readBytes, 1);
  // A little more, because the batch at hand is not counted, and the estimate is one.
  const wanted = ((expected + (expected >> 6)) * 100) / mostTaken;
  const least = <u64>state.homes + (state.homes >> 2) + 1;
  return <u32>min(<u64>state.mostHomes, max(wanted, least));
}

/** From `slot` on, the first that is empty or whose tag is not smaller. Four at a time: fewer branches to guess. */
export function findPlace(tag: u32, slot: usize): usize {
  const tags = v128.splat<u32>(tag);
  const none = v128.splat<u32>(0);
  let stops = stopsAt(slot, tags, none);
  while (stops == 0) {
    slot += 32;
    stops = stopsAt(slot, tags, none);
  }
  return slot + ((<usize>ctz(stops)) << 3);
}

function stopsAt(slot: usize, tags: v128, none: v128): i32 {
  const first = v128.load(slot);
  const second = v128.load(slot, 16);
  const isNotSmaller = v128.ge<u32>(v128.shuffle<u32>(first, second, 0, 2, 4, 6), tags);
  const isEmpty = v128.eq<u32>(v128.shuffle<u32>(first, second, 1, 3, 5, 7), none);
  return v128.bitmask<i32>(v128.or(isNotSmaller, isEmpty));
}

export function hasTag(slot: usize, tag: u32): bool {
  return load<u32>(slot) == tag && load<u32>(slot, 4) != 0;
}

/** The ID in a slot is registered if these are its bytes. @returns false when they are not */
export function markIfEqual(slot: usize, id: usize, length: u32): bool {
  const ref = load<u32>(slot, 4);
  const other = <usize>(ref & addressMask);
  if (equalBytes(id, other, length) < length || load<u8>(other + length) != terminator)
    return false;
  store<u32>(slot, ref | memberFlag, 4);
  return true;
}
