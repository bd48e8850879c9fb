/** A permutation of the numbers below `count` that looks random, and its inverse. At most 2^30 numbers. */
export interface Shuffle {
  at: (index: number) => number;
  indexOf: (value: number) => number;
}

const factors: readonly number[] = [0x2c1b3c6d, 0x297a2d39];
/** Modulo 2^32. */
const inverses = factors.map((factor) => {
  let result = factor;
  // Newton's iteration: every step doubles the bits that are right, from three.
  for (let step = 0; step < 5; step += 1) result = Math.imul(result, 2 - Math.imul(factor, result));
  return result;
});

/**
 * Mixes the bits of the next power of two, and goes on from there while the result is not below `count` (cycle
 * walking): every step is a bijection, and so is the whole.
 */
export const createShuffle = (count: number): Shuffle => {
  const bits = Math.max(2, Math.ceil(Math.log2(count)));
  const mask = 2 ** bits - 1;
  // A shift by half of the bits or more is undone by itself.
  const half = Math.ceil(bits / 2);
  const walk =
    ([first = 1, second = 1]: readonly number[]) =>
    (start: number): number => {
      let value = start;
      do {
        value ^= value >>> half;
        value = Math.imul(value, first) & mask;
        value ^= value >>> half;
        value = Math.imul(value, second) & mask;
        value ^= value >>> half;
      } while (value >= count);
      return value;
    };
  return { at: walk(factors), indexOf: walk(inverses.toReversed()) };
};
