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

/** Of the fifth byte: no number has more. */
const mostFactor = 2 ** 28;

/** The bytes are no edits. */
export class BrokenEditsError extends Error {
  override readonly name = 'BrokenEditsError';
}

export const isAddition = (edit: number): boolean => edit % 2 === 1;
export const positionOf = (edit: number): number => Math.floor(edit / 2);

/** Chunks of the base that one chunk of a difference is about. */
export interface Run {
  first: number;
  /** behind the last one */
  end: number;
}

/**
 * @param bytes what is said of some chunks of the base
 * @throws BrokenEditsError also for a chunk behind the run, or a second time
 */
export function* decodeEdits(bytes: Uint8Array, { first, end }: Run): Generator<BucketEdits> {
  const numbers = decodeNumbers(bytes);
  const next = (): number => {
    const { value, done } = numbers.next();
    if (done === true) throw new BrokenEditsError('fewer numbers than there are to be');
    return value;
  };

  let before: number | undefined;
  for (const distance of numbers) {
    const bucket: number = (before ?? first) + distance;
    if (bucket === before || bucket >= end)
      throw new BrokenEditsError(`edits of chunk ${bucket} of the base, which is not its turn`);
    before = bucket;
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

/**
 * @param dealtWith how many of the base's IDs come before what was said last
 * @param count of the IDs in the base's chunk
 * @returns the same behind this edit
 * @throws BrokenEditsError when it is not about one of the others
 */
export const behindEdit = (edit: number, dealtWith: number, count: number): number => {
  const position = positionOf(edit);
  const behind = isAddition(edit) ? position : position + 1;
  if (position < dealtWith || behind > count)
    throw new BrokenEditsError(`an edit of ID ${position} of ${count}`);
  return behind;
};

/** @throws BrokenEditsError */
export function* decodeNumbers(bytes: Uint8Array): Generator<number, undefined> {
  for (let at = 0; at < bytes.length;) {
    let value = 0;
    let byte = 128;
    for (let factor = 1; byte >= 128; factor *= 128) {
      const next = bytes[at];
      if (next === undefined || factor > mostFactor)
        throw new BrokenEditsError(`a number that does not end before byte ${at}`);
      byte = next;
      value += (byte % 128) * factor;
      at += 1;
    }
    yield value;
  }
  return undefined;
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
