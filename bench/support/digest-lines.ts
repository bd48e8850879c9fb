import { createHash } from 'node:crypto';
import createXxHash from 'xxhash-wasm';

/** A member's place in the file takes the low bits of a sort key, its hash the others. */
const placeBits = 25n;
const placeMask = 2n ** placeBits - 1n;

/**
 * Digest of the members in a file, in whatever order they are: as a version's (docs/membership-format.md), by code
 * that shares nothing with the product.
 *
 * @param lines IDs, each followed by LF; at most 2^25
 */
export const digestLines = async (lines: Uint8Array): Promise<string> => {
  const { starts, order } = await orderLines(lines);
  const hash = createHash('sha256');
  for (const place of order) hash.update(lines.subarray(starts[place], starts[place + 1]));
  return hash.digest('hex');
};

export interface OrderedLines {
  /** where each line starts, and where the last one ends */
  starts: Uint32Array;
  /** places of the lines in a version's order */
  order: Uint32Array;
}

/** @param lines IDs, each followed by LF; at most 2^25 */
export const orderLines = async (lines: Uint8Array): Promise<OrderedLines> => {
  const xxHash = await createXxHash();
  const starts = startsOf(lines);
  const idAt = (place: number): Uint8Array =>
    lines.subarray(starts[place], (starts[place + 1] ?? 0) - 1);
  const count = starts.length - 1;
  if (BigInt(count) > placeMask) throw new RangeError('too many lines');

  const keys = new BigUint64Array(count);
  for (let place = 0; place < count; place += 1)
    keys[place] = (xxHash.h64Raw(idAt(place)) & ~placeMask) | BigInt(place);
  keys.sort();

  const compare = (one: number, other: number): number => {
    const [oneHash, otherHash] = [xxHash.h64Raw(idAt(one)), xxHash.h64Raw(idAt(other))];
    if (oneHash !== otherHash) return oneHash < otherHash ? -1 : 1;
    return Buffer.compare(idAt(one), idAt(other));
  };
  const order = new Uint32Array(count);
  let next = 0;
  for (const places of tiesOf(keys))
    for (const place of places.length > 1 ? places.sort(compare) : places) {
      order[next] = place;
      next += 1;
    }
  return { starts, order };
};

/** Where each line starts, and where the last one ends. */
const startsOf = (lines: Uint8Array): Uint32Array => {
  const lineFeed = 0x0a;
  let count = 0;
  for (const byte of lines) if (byte === lineFeed) count += 1;
  const starts = new Uint32Array(count + 1);
  for (let line = 0; line < count; line += 1)
    starts[line + 1] = lines.indexOf(lineFeed, starts[line]) + 1;
  return starts;
};

/** Places in the order of the keys, those together whose hashes do not tell them apart yet. */
function* tiesOf(keys: BigUint64Array): Generator<number[]> {
  let places: number[] = [];
  let last: bigint | undefined;
  for (const key of keys) {
    if (places.length > 0 && key >> placeBits !== last) {
      yield places;
      places = [];
    }
    last = key >> placeBits;
    places.push(Number(key & placeMask));
  }
  if (places.length > 0) yield places;
}
