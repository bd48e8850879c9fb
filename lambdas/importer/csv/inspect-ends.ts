import { brokenRow } from './errors.ts';

const carriageReturn = 0x0d;
const utf8Mark = [0xef, 0xbb, 0xbf];
/** What has to be seen of a file before its encoding can be told. */
const startLength = 4;
const nothing = new Uint8Array(0);

/**
 * The rules that concern a file's two ends, for bytes cut anywhere: UTF-16 is recognised, a byte-order
 * mark is skipped, and a CR right before the end counts as part of the row's end.
 *
 * @throws FileRejectedError `utf-16`
 */
export async function* inspectEnds(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = nothing;
  let isStart = true;
  for await (const bytes of source) {
    let joined = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    if (isStart && joined.length < startLength) {
      held = joined;
      continue;
    }
    if (isStart) joined = inspectStart(joined);
    isStart = false;
    const rest = withoutLastCr(joined);
    held = joined.subarray(rest.length);
    yield rest;
  }
  if (isStart) yield withoutLastCr(inspectStart(held));
}

const withoutLastCr = (bytes: Uint8Array): Uint8Array =>
  bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;

const inspectStart = (start: Uint8Array): Uint8Array => {
  const [a, b, c, d] = start;
  const hasUtf16Mark = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  // Without a mark: Latin text in UTF-16 has a zero in every other byte.
  const hasEvenZeros = a === 0 && b !== 0 && c === 0 && d !== 0;
  const hasOddZeros = a !== 0 && b === 0 && c !== 0 && d === 0;
  const isUtf16 = start.length >= startLength && (hasEvenZeros || hasOddZeros);
  if (hasUtf16Mark || isUtf16) throw brokenRow('utf-16', 1);
  return utf8Mark.every((byte, index) => start[index] === byte)
    ? start.subarray(utf8Mark.length)
    : start;
};
