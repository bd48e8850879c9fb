/**
 * Whether the bytes are well-formed UTF-8 (Unicode, table 3-7). The byte after them must be none that continues a
 * character, as every row's end is.
 */
export function isUtf8(start: usize, length: u32): bool {
  const end = start + length;
  let at = start;
  while (at < end) {
    const lead = load<u8>(at);
    if (lead < 0x80) {
      at += 1;
      while (at + 16 <= end && v128.bitmask<i8>(v128.load(at)) == 0) at += 16;
    } else if (lead < 0xe0) {
      if (lead < 0xc2 || !continues(at + 1)) return false;
      at += 2;
    } else if (lead < 0xf0) {
      const second = load<u8>(at, 1);
      if (!continues(at + 1) || !continues(at + 2)) return false;
      // overlong, or half of a surrogate pair
      if ((lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f)) return false;
      at += 3;
    } else {
      const second = load<u8>(at, 1);
      if (lead > 0xf4 || !continues(at + 1) || !continues(at + 2) || !continues(at + 3))
        return false;
      // overlong, or beyond U+10FFFF
      if ((lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f)) return false;
      at += 4;
    }
  }
  return true;
}

function continues(at: usize): bool {
  return (load<u8>(at) & 0xc0) == 0x80;
}
