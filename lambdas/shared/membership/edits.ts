/**
 * What a chunk of a difference does to the chunks of its base, as numbers of 7 bits a byte, the lowest first (LEB128,
 * unsigned). For each chunk of the base that changes, in order: how many chunks it comes after the one before it, or after the
 * first that this chunk is about; how many edits there are; the edits. An edit is `2 * distance + kind`: the distance is that
 * of its position from the one before, or from 0; kind 1 puts the next ID that comes in before the base's ID in that position,
 * kind 0 takes the base's ID in that position away. In one position, what comes in is said first.
 */

/** One chunk of the base. */
export interface BucketEdits {
  /** of the base */
  bucket: number;
  /** `2 * position + kind`, ascending but for what is said of one position: positions are those of the base's IDs */
  edits: readonly number[];
}

/** The bytes are no edits. */
export class BrokenEditsError extends Error {
  override readonly name = 'BrokenEditsError';
}

export const isAddition = (edit: number): boolean => edit % 2 === 1;
export const positionOf = (edit: number): number => Math.floor(edit / 2);

/**
 * @param bytes what is said of some chunks of the base
 * @param firstBucket of the base, that the chunk of the difference is about
 * @throws BrokenEditsError
 */
export function* decodeEdits(bytes: Uint8Array, firstBucket: number): Generator<BucketEdits> {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let factor = 1; factor < 2 ** 35; factor *= 2 ** 7) {
      const byte = bytes[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
    throw new BrokenEditsError(`a number that begins before byte ${at} does not end`);
  };

  let bucket = firstBucket;
  while (at < bytes.length) {
    bucket += next();
    const edits: number[] = [];
    let position = 0;
    for (let left = next(); left > 0; left -= 1) {
      const edit = next();
      position += positionOf(edit);
      edits.push(2 * position + (edit % 2));
    }
    yield { bucket, edits };
  }
}

/** Puts together what a chunk of a difference says of some chunks of the base, in order. */
export const encodeEdits = (
  buckets: Iterable<{ bucket: number; count: number; edits: Uint8Array }>,
  firstBucket: number,
): Uint8Array => {
  const parts: Uint8Array[] = [];
  let before = firstBucket;
  for (const { bucket, count, edits } of buckets) {
    parts.push(encodeNumber(bucket - before), encodeNumber(count), edits);
    before = bucket;
  }
  return Buffer.concat(parts);
};

const encodeNumber = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  bytes.push(left);
  return Uint8Array.from(bytes);
};
