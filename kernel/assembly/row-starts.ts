/** What may stand at the start of a row and belongs to no ID. */
import { quote } from './characters';
import { state } from './state';

/** UTF-8's byte-order mark: first byte, and all three. */
export const markStart: u8 = 0xef;
const markBytes: usize = 3;

/** Where the bytes in front of `end` are none, or do not show yet. */
export const noMark: usize = 0;
export const notYetKnown: usize = usize.MAX_VALUE;

/** @returns the address behind the mark that stands at `at`, or one of the two above */
export function behindMark(at: usize, end: usize): usize {
  if (load<u8>(at) != markStart) return noMark;
  if (at + 1 < end && load<u8>(at, 1) != 0xbb) return noMark;
  if (at + 2 < end) return load<u8>(at, 2) == 0xbf ? at + markBytes : noMark;
  return notYetKnown;
}

/** `sep=` in any case, as a little-endian number. */
const sepText: u32 = 0x3d706573;
const lowerCase: u32 = 0x00202020;
const sepBytes: usize = 5;

/** The text of a whole row tells a spreadsheet which delimiter the file has. */
export function namesDelimiter(start: usize, end: usize): bool {
  if (end - start == sepBytes)
    return (load<u32>(start) | lowerCase) == sepText && load<u8>(start, 4) == state.delimiter;
  return (
    end - start == sepBytes + 2 &&
    load<u8>(start) == quote &&
    load<u8>(end - 1) == quote &&
    namesDelimiter(start + 1, end - 1)
  );
}
