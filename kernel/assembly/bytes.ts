/** Loops over bytes, 16 at a time. All may read, and those that copy may write, up to 15 bytes too far. */
import { carriageReturn, lineFeed } from './characters';
import { terminator } from './layout';

/** @returns how many bytes are equal from the start on; `length` if all are */
export function equalBytes(one: usize, other: usize, length: u32): u32 {
  let at: u32 = 0;
  while (at < length) {
    const different =
      v128.bitmask<i8>(v128.eq<i8>(v128.load(one + at), v128.load(other + at))) ^ 0xffff;
    if (different != 0) return min(length, at + <u32>ctz(different));
    at += 16;
  }
  return length;
}

/** @returns address of the first `byte` in [from, end), or `end` */
export function findByte(byte: u8, from: usize, end: usize): usize {
  const wanted = v128.splat<u8>(byte);
  for (let at = from; at < end; at += 16) {
    const found = v128.bitmask<i8>(v128.eq<i8>(v128.load(at), wanted));
    if (found != 0) return min(end, at + <usize>ctz(found));
  }
  return end;
}

/** @returns address of the first delimiter, LF or CR in [from, end), or `end` */
export function findFieldEnd(delimiter: u8, from: usize, end: usize): usize {
  const delimiters = v128.splat<u8>(delimiter);
  const lineFeeds = v128.splat<u8>(lineFeed);
  const carriageReturns = v128.splat<u8>(carriageReturn);
  for (let at = from; at < end; at += 16) {
    const block = v128.load(at);
    const rowEnds = v128.or(v128.eq<i8>(block, lineFeeds), v128.eq<i8>(block, carriageReturns));
    const found = v128.bitmask<i8>(v128.or(rowEnds, v128.eq<i8>(block, delimiters)));
    if (found != 0) return min(end, at + <usize>ctz(found));
  }
  return end;
}

export function idLength(id: usize): u32 {
  const wanted = v128.splat<u8>(terminator);
  let at = id;
  let found = v128.bitmask<i8>(v128.eq<i8>(v128.load(at), wanted));
  while (found == 0) {
    at += 16;
    found = v128.bitmask<i8>(v128.eq<i8>(v128.load(at), wanted));
  }
  return <u32>(at - id) + <u32>ctz(found);
}

/**
 * Copies an ID of the arena without its terminator.
 *
 * @returns the address behind the copy
 */
export function copyId(id: usize, to: usize): usize {
  const wanted = v128.splat<u8>(terminator);
  let block = v128.load(id);
  v128.store(to, block);
  let found = v128.bitmask<i8>(v128.eq<i8>(block, wanted));
  while (found == 0) {
    id += 16;
    to += 16;
    block = v128.load(id);
    v128.store(to, block);
    found = v128.bitmask<i8>(v128.eq<i8>(block, wanted));
  }
  return to + <usize>ctz(found);
}

/** Moves bytes to a lower address, up to `length` of them and none too far. */
export function moveDown(from: usize, to: usize, length: usize): void {
  if (to == from) return;
  if (length >= 32) memory.copy(to, from, length);
  else for (let at: usize = 0; at < length; at++) store<u8>(to + at, load<u8>(from + at));
}

/** Compares two IDs of the arena, as compareBytes does. */
export function compareIds(one: usize, other: usize): i32 {
  return compareBytes(one, idLength(one), other, idLength(other));
}

/** Compares as `Buffer.compare` does: byte by byte, unsigned; the shorter first if one starts with the other. */
export function compareBytes(one: usize, length: u32, other: usize, otherLength: u32): i32 {
  const equal = equalBytes(one, other, min(length, otherLength));
  if (equal < min(length, otherLength))
    return <i32>load<u8>(one + equal) - <i32>load<u8>(other + equal);
  return length < otherLength ? -1 : i32(length > otherLength);
}
