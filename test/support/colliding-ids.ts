/**
 * IDs with a hash of one's choice. XXH64 is made to be fast, not to resist this:
 *
 * - An input is read in stripes of four words of 8 bytes, and each of the four words changes a lane of its own:
 *   `round(lane, word)`. A round can be undone. So for any first word of a lane there is a second one that takes the
 *   lane to a value that was fixed before, and ways found for one lane combine freely with those of the others: m ways
 *   in each of four lanes are m^4 inputs of 64 bytes that end in the same state.
 * - What follows the stripes, 8 bytes at a time, and the last mixing can be undone, too. So the last word gives the
 *   state the hash that is wanted.
 *
 * A word that was computed is any 8 bytes. One in three thousand is printable ASCII, so the other word is varied until
 * it is.
 */

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const rotateLeft = (value: bigint, by: bigint): bigint =>
  wrap((value << by) | (value >> (64n - by)));
const rotateRight = (value: bigint, by: bigint): bigint => rotateLeft(value, 64n - by);

/** Of an odd number modulo 2^64, by Newton's method: each step doubles the number of right bits. */
const inverseOf = (odd: bigint): bigint => {
  let inverse = odd;
  for (let bits = 3; bits < 64; bits *= 2) inverse = wrap(inverse * (2n - odd * inverse));
  return inverse;
};
const [inverse1, inverse2, inverse3] = [prime1, prime2, prime3].map(inverseOf) as [
  bigint,
  bigint,
  bigint,
];

const round = (lane: bigint, word: bigint): bigint =>
  wrap(rotateLeft(wrap(lane + word * prime2), 31n) * prime1);
/** The word that takes a lane to a value. */
const wordBetween = (lane: bigint, value: bigint): bigint =>
  wrap((rotateRight(wrap(value * inverse1), 31n) - lane) * inverse2);

const merge = (hash: bigint, lane: bigint): bigint =>
  wrap((hash ^ round(0n, lane)) * prime1 + prime4);
const takeWord = (hash: bigint, word: bigint): bigint =>
  wrap(rotateLeft(hash ^ round(0n, word), 27n) * prime1 + prime4);
/** What the hash was before the last word was taken. */
const beforeWord = (hash: bigint): bigint => rotateRight(wrap((hash - prime4) * inverse1), 27n);

/** Undoes the last mixing, `x ^= x >> 33; x *= prime2; x ^= x >> 29; x *= prime3; x ^= x >> 32`. */
const unmix = (hash: bigint): bigint => {
  const second = wrap((hash ^ (hash >> 32n)) * inverse3);
  const first = wrap((second ^ (second >> 29n) ^ (second >> 58n)) * inverse2);
  return first ^ (first >> 33n);
};

const bytes = Buffer.alloc(8);
const toWord = (text: string): bigint => {
  bytes.write(text, 'latin1');
  return bytes.readBigUInt64LE();
};
/** @returns undefined unless it is printable ASCII without a comma, which needs no quotes in a file */
const toPlainText = (word: bigint): string | undefined => {
  // Of 256 words 255 are no ASCII, which is seen without making a text of them.
  if ((word & 0x8080_8080_8080_8080n) !== 0n) return undefined;
  bytes.writeBigUInt64LE(word);
  const text = bytes.toString('latin1');
  return /^[ -+\--~]*$/.test(text) ? text : undefined;
};

const counterWord = (count: number): string => count.toString(36).padStart(8, '-');

/** Bytes that the four lanes take at a time. */
const stripe = 32;

/** @param text as many whole stripes as one likes */
const lanesAfter = (text: string): bigint[] => {
  let lanes = [wrap(prime1 + prime2), prime2, 0n, wrap(-prime1)];
  for (let at = 0; at < text.length; at += stripe)
    lanes = lanes.map((lane, index) => {
      const from = at + index * 8;
      return round(lane, toWord(text.slice(from, from + 8)));
    });
  return lanes;
};

/** Where all the starts take the lanes. Any values would do. */
const lanesAtLast = lanesAfter('xxh64-collides!!'.repeat(2));

/** Pairs of words that take a lane from one value to the other. */
function* findWays(from: bigint, to: bigint): Generator<[string, string]> {
  for (let count = 0; ; count++) {
    const word = counterWord(count);
    const next = toPlainText(wordBetween(round(from, toWord(word)), to));
    if (next !== undefined) yield [word, next];
  }
}

/** Texts of two stripes that, behind `before`, take all lanes to their last values. */
function* collidingStarts(count: number, before: string): Generator<string> {
  const waysPerLane = Math.ceil(count ** (1 / 4));
  const ways = lanesAfter(before).map((lane, index) =>
    findWays(lane, lanesAtLast[index]!).take(waysPerLane).toArray(),
  );
  for (let index = 0; index < count; index++) {
    const chosen = ways.map(
      (some, lane) => some[Math.floor(index / waysPerLane ** lane) % waysPerLane]!,
    );
    yield chosen.map(([first]) => first).join('') + chosen.map(([, second]) => second).join('');
  }
}

/** What the hash is after the last stripe. */
const hashAfterStripes = (length: number): bigint => {
  const [one, two, three, four] = lanesAtLast as [bigint, bigint, bigint, bigint];
  const sum =
    rotateLeft(one, 1n) + rotateLeft(two, 7n) + rotateLeft(three, 12n) + rotateLeft(four, 18n);
  return wrap(lanesAtLast.reduce(merge, wrap(sum)) + BigInt(length));
};

/** Two words behind the stripes: one that is varied, and the one that then gives the hash. */
const endingFor = (hash: bigint, length: number): string => {
  const start = hashAfterStripes(length);
  const wanted = beforeWord(unmix(hash));
  for (let count = 0; ; count++) {
    const word = counterWord(count);
    const last = toPlainText(wordBetween(0n, wanted ^ takeWord(start, toWord(word))));
    if (last !== undefined) return word + last;
  }
};

/**
 * Different IDs, all with the hash.
 *
 * @param before ASCII that all of them start with, a multiple of 32 characters; 80 follow that need no quotes
 */
export const idsWithHash = (hash: bigint, count: number, before = ''): string[] => {
  const ending = endingFor(hash, before.length + 80);
  return [...collidingStarts(count, before)].map((start) => before + start + ending);
};

/** Sought when it is first asked for: it takes thousands of tries. */
let anyStart: string | undefined;

/** One of them. All of these have the same first 64 characters. */
export const idWithHash = (hash: bigint): string => {
  anyStart ??= collidingStarts(1, '').toArray().join('');
  return `${anyStart}${endingFor(hash, 80)}`;
};
