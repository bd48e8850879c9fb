/** Moves surrogates above the rest of the BMP, which is where UTF-8 and code point order have them. */
const rank = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/**
 * S3's order of keys: by their UTF-8 bytes. JavaScript's `<` compares UTF-16 units and puts an emoji before a
 * fullwidth letter; this gives the same answer as `Buffer.compare` without making buffers.
 */
export const compareKeys = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at);
    const b = right.charCodeAt(at);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
};

/** Index of the first of the sorted `names` that is not below `bound`. */
export const lowerBound = (names: readonly string[], bound: string): number => {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(names[middle] ?? '', bound) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};
