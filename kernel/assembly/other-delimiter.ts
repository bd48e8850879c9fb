/** What the first rows look like as if something else than the delimiter in use separated columns. */
import { idAt, lengthAt } from './batch';
import { quote } from './characters';
import { longestKey } from './layout';
import { state } from './state';

const comma: u8 = 0x2c;
const semicolon: u8 = 0x3b;
const tab: u8 = 0x09;
const bar: u8 = 0x7c;

/**
 * A character counts if it comes in each of the IDs, equally often, and none of them is quoted, or longer than any ID.
 *
 * @param count of rows in the batch
 * @returns 0 if there is none
 */
export function findOtherDelimiter(count: u32): u8 {
  for (let row: u32 = 0; row < count; row++)
    if (load<u8>(idAt(row) - 1) == quote || lengthAt(row) > longestKey) return 0;
  if (comesInAll(semicolon, count)) return semicolon;
  if (comesInAll(tab, count)) return tab;
  if (comesInAll(bar, count)) return bar;
  return comesInAll(comma, count) ? comma : 0;
}

function comesInAll(byte: u8, count: u32): bool {
  const times = timesIn(0, byte);
  if (times == 0 || byte == state.delimiter) return false;
  for (let row: u32 = 1; row < count; row++) if (timesIn(row, byte) != times) return false;
  return true;
}

function timesIn(row: u32, byte: u8): u32 {
  let times: u32 = 0;
  const start = idAt(row);
  const end = start + lengthAt(row);
  for (let at = start; at < end; at++) times += u32(load<u8>(at) == byte);
  return times;
}
