/**
 * Compares the members that were chosen with the IDs of another version: what has come in, what has gone, and where. Both lie
 * in the order of a version, so that one walk through the two says it, and hashes are asked for only where they differ.
 */
import { keepLoaded } from './batch';
import { compareBytes, copyId, equalBytes, findByte, idLength } from './bytes';
import { lineFeed } from './characters';
import { addressMask, longestKey, terminator, windowBytes, windowStart } from './layout';
import { state } from './state';
import { xxh64 } from './xxh64';

/** The IDs of the other version are in front of these in the window, the edits between them, what has come in behind. */
export const comparedBytes: u32 = 3 * 1024 * 1024;
const editsStart: usize = windowStart + 4 * 1024 * 1024;
const addedStart: usize = windowStart + 5 * 1024 * 1024;
const lastEdit: usize = addedStart - 16;
const lastAdded: usize = windowStart + windowBytes - longestKey - 16;

const added: usize = 1;
const removed: usize = 0;

/** How far the walk has come: the next ID of the other version, its position, and the next member. */
let id: usize = 0;
let idsEnd: usize = 0;
let position: usize = 0;
let editedAt: usize = 0;
let member: usize = 0;
let membersEnd: usize = 0;

/** Of the last stretch. */
let addedCount: u32 = 0;
let removedCount: u32 = 0;
let writtenEdits: usize = 0;
let writtenAdded: usize = 0;

/**
 * Begins with one bucket of n. The window is filled up to `end` with the IDs of the other version that are in it, in
 * order, with a line feed between two of them.
 */
export function beginComparing(bucket: u32, chunks: u32, end: usize): void {
  id = windowStart;
  idsEnd = end;
  position = 0;
  editedAt = 0;
  member = firstOf(bucket, chunks);
  membersEnd = firstOf(bucket + 1, chunks);
  fetchMembers();
}

/** Goes on until there is no room for more edits. @returns 0 when all was compared */
export function compareOn(): u32 {
  addedCount = 0;
  removedCount = 0;
  writtenEdits = editsStart;
  writtenAdded = addedStart;
  while (id < idsEnd || member < membersEnd) {
    if (writtenEdits > lastEdit || writtenAdded > lastAdded) return 1;
    const idEnd = id < idsEnd ? findByte(lineFeed, id, idsEnd) : id;
    const order = compareNext(<u32>(idEnd - id));
    if (order > 0) {
      addNext();
      continue;
    }
    if (order < 0) {
      writeEdit(removed);
      removedCount += 1;
    } else member += 8;
    id = idEnd + 1;
    position += 1;
  }
  return 0;
}

export function comparedAdded(): u32 {
  return addedCount;
}

export function comparedRemoved(): u32 {
  return removedCount;
}

/** Where the edits of the last stretch stand. */
export function comparedEdits(): usize {
  return editsStart;
}

export function comparedEditsEnd(): usize {
  return writtenEdits;
}

/** Where the IDs that have come in stand, each followed by a line feed. */
export function comparedIds(): usize {
  return addedStart;
}

export function comparedIdsEnd(): usize {
  return writtenAdded;
}

/** The slot of the first member that is in a bucket or behind it. */
function firstOf(bucket: u32, chunks: u32): usize {
  // The least tag in the bucket: floor(tag * n / 2^32) >= bucket.
  const least = (((<u64>bucket) << 32) + chunks - 1) / chunks;
  let from: u32 = 0;
  let to = state.members;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (<u64>load<u32>(slotOf(middle)) < least) from = middle + 1;
    else to = middle;
  }
  return slotOf(from);
}

function slotOf(index: u32): usize {
  return state.list + ((<usize>index) << 3);
}

function idAt(slot: usize): usize {
  return <usize>(load<u32>(slot, 4) & addressMask);
}

/** Loads the IDs of the members into the cache, which lie anywhere. */
function fetchMembers(): void {
  let sum: u32 = 0;
  for (let slot = member; slot < membersEnd; slot += 8) sum += <u32>load<u8>(idAt(slot), 31);
  keepLoaded(sum);
}

/** @returns above 0 when the member comes first, below 0 when the ID does, 0 when they are equal */
function compareNext(length: u32): i32 {
  if (id >= idsEnd) return 1;
  if (member >= membersEnd) return -1;
  const other = idAt(member);
  const equal = equalBytes(id, other, length);
  if (equal == length && load<u8>(other + length) == terminator) return 0;
  const otherLength = idLength(other);
  const hash = xxh64(id, length);
  const otherHash = xxh64(other, otherLength);
  if (hash != otherHash) return hash < otherHash ? -1 : 1;
  return compareBytes(id, length, other, otherLength);
}

function addNext(): void {
  writeEdit(added);
  addedCount += 1;
  writtenAdded = copyId(idAt(member), writtenAdded);
  store<u8>(writtenAdded, lineFeed);
  writtenAdded += 1;
  member += 8;
}

/** `2 * distance + kind`, 7 bits a byte. */
function writeEdit(kind: usize): void {
  let left = ((position - editedAt) << 1) | kind;
  editedAt = position;
  for (; left >= 128; left >>>= 7) {
    store<u8>(writtenEdits, (<u8>(left & 127)) | 128);
    writtenEdits += 1;
  }
  store<u8>(writtenEdits, <u8>left);
  writtenEdits += 1;
}
