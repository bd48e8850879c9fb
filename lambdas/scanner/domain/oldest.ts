/** Keeps the `count` items that are first by `order`, however many are offered, in memory for twice as many. */
export const createOldest = <T>(
  count: number,
  order: (item: T) => number,
): { offer: (item: T) => void; take: () => T[] } => {
  let kept: T[] = [];
  const trim = (): void => {
    kept = kept.sort((one, other) => order(one) - order(other)).slice(0, count);
  };
  return {
    offer: (item) => {
      if (count > 0) kept.push(item);
      if (kept.length > 2 * count) trim();
    },
    take: () => {
      trim();
      return kept;
    },
  };
};
