/**
 * CRC-64/NVME, as S3 keeps it of objects: reflected polynomial 0x9a6c9329ac4bc9b5, all ones before and after.
 *
 * 16 bytes at a time ("slicing"): table n says what a byte makes of the sum when n more bytes have followed, so that the 16
 * loads of a step do not wait for each other.
 */
import { crcTablesStart } from './layout';
import { state } from './state';

const polynomial: u64 = 0x9a6c9329ac4bc9b5;
const tables: u32 = 16;
const tableBytes: usize = 0x800;
/** Of eight times a byte. */
const places: usize = 0x7f8;

/** To be called before anything is summed up. */
export function makeTables(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let sum: u64 = byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (polynomial & (0 - (sum & 1)));
    store<u64>(crcTablesStart + ((<usize>byte) << 3), sum);
  }
  for (let table: u32 = 1; table < tables; table++)
    for (let byte: usize = 0; byte < tableBytes; byte += 8) {
      const to = crcTablesStart + <usize>table * tableBytes + byte;
      store<u64>(to, withZero(load<u64>(to - tableBytes)));
    }
}

/** What becomes of a sum when a byte of zeros follows. */
function withZero(sum: u64): u64 {
  return (sum >> 8) ^ load<u64>(crcTablesStart + (((<usize>sum) & 0xff) << 3));
}

/** Sums up the file as far as `end`, if somebody wants to know; before its rows are read, which changes bytes. */
export function sumUpTo(end: usize): void {
  if (!state.wantsSum || end <= state.summedUpTo) return;
  state.sum = addTo(state.sum, state.summedUpTo, end);
  state.summedUpTo = end;
}

/** The file comes packed: its checksum is that of the packed bytes, which pass through the window. */
export function startPackedSum(): void {
  makeTables();
  state.packedSum = 0;
}

export function addPacked(start: usize, end: usize): void {
  state.packedSum = addTo(state.packedSum, start, end);
}

function addTo(before: u64, start: usize, end: usize): u64 {
  let sum = ~before;
  let at = start;
  for (; at + 16 <= end; at += 16) {
    const low = load<u64>(at) ^ sum;
    const high = load<u64>(at, 8);
    sum =
      load<u64>((<usize>(low << 3)) & places, crcTablesStart + 15 * tableBytes) ^
      load<u64>((<usize>(low >> 5)) & places, crcTablesStart + 14 * tableBytes) ^
      load<u64>((<usize>(low >> 13)) & places, crcTablesStart + 13 * tableBytes) ^
      load<u64>((<usize>(low >> 21)) & places, crcTablesStart + 12 * tableBytes) ^
      load<u64>((<usize>(low >> 29)) & places, crcTablesStart + 11 * tableBytes) ^
      load<u64>((<usize>(low >> 37)) & places, crcTablesStart + 10 * tableBytes) ^
      load<u64>((<usize>(low >> 45)) & places, crcTablesStart + 9 * tableBytes) ^
      load<u64>((<usize>(low >> 53)) & places, crcTablesStart + 8 * tableBytes) ^
      load<u64>((<usize>(high << 3)) & places, crcTablesStart + 7 * tableBytes) ^
      load<u64>((<usize>(high >> 5)) & places, crcTablesStart + 6 * tableBytes) ^
      load<u64>((<usize>(high >> 13)) & places, crcTablesStart + 5 * tableBytes) ^
      load<u64>((<usize>(high >> 21)) & places, crcTablesStart + 4 * tableBytes) ^
      load<u64>((<usize>(high >> 29)) & places, crcTablesStart + 3 * tableBytes) ^
      load<u64>((<usize>(high >> 37)) & places, crcTablesStart + 2 * tableBytes) ^
      load<u64>((<usize>(high >> 45)) & places, crcTablesStart + 1 * tableBytes) ^
      load<u64>((<usize>(high >> 53)) & places, crcTablesStart + 0 * tableBytes);
  }
  for (; at < end; at++) sum = withZero(sum ^ load<u8>(at));
  return ~sum;
}
