import { BrokenRowError } from './errors.ts';

/** What has to be seen of a file before its encoding can be told, in bytes. */
export const startLength = 4;

const utf8Mark = [0xef, 0xbb, 0xbf];

/**
 * @param start the first four bytes of a file, or all of a shorter one
 * @returns length of the byte-order mark, in bytes
 * @throws BrokenRowError `utf-16`
 */
export const inspectStart = (start: Uint8Array): number => {
  const [a, b, c, d] = start;
  const hasUtf16Mark = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // Without a mark: Latin text in UTF-16 has a zero in every other byte.
  const hasEvenZeros = a === 0 && b !== 0 && c === 0 && d !== 0;
  const hasOddZeros = a !== 0 && b === 0 && c !== 0 && d === 0;
  const isUtf16 = start.length >= startLength && (hasEvenZeros || hasOddZeros);
  if (hasUtf16Mark || isUtf16) throw new BrokenRowError('utf-16', 1);
  return utf8Mark.every((byte, index) => start[index] === byte) ? utf8Mark.length : 0;
};
