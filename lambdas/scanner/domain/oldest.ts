/** Keeps the `count` items that are first by `order`, however many are offered, in memory for twice as many. */
export const createOldest = <T>(
  count: number,
  order: (item: T) => number,
): {
  /** @returns items that are certainly not among them */
  offer: (item: T) => T[];
  /** Those that were kept, the first one first, and those that were left over. */
  take: () => { kept: T[]; others: T[] };
} => {
  const kept: T[] = [];
  const trim = (): T[] => {
    kept.sort((one, other) => order(one) - order(other));
    return kept.splice(count);
  };
  return {
    offer: (item) => {
      if (count <= 0) return [item];
      kept.push(item);
      return kept.length > 2 * count ? trim() : [];
    },
    take: () => {
      const others = trim();
      return { kept, others };
    },
  };
};
