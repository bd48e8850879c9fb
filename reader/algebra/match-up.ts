/** Lists that are nearly the same are out of step by an ID or two. */
const lookedAhead = 4;

/**
 * Where the IDs of a range stand in the same range of another set, without a hash.
 *
 * @param one and `other`: IDs in order, each once
 * @returns for each ID of `one` its index in `other`, or -1
 */
export const matchUp = (one: readonly string[], other: readonly string[]): number[] => {
  const matches: number[] = [];
  let indexes: Map<string, number> | undefined;
  let next = 0;
  for (let index = 0; index < one.length; index += 1) {
    const id = one[index] ?? '';
    let match = -1;
    if (other[next] === id) match = next;
    else if (indexes) match = indexes.get(id) ?? -1;
    else {
      const step = stepTo(one, other, index, next);
      if (step === undefined) {
        indexes = new Map(other.map((each, at) => [each, at]));
        match = indexes.get(id) ?? -1;
      } else if (step > 0) match = next + step;
    }
    matches.push(match);
    if (match >= 0) next = match + 1;
  }
  return matches;
};

/**
 * @returns how much further the ID at `index` stands in `other`; 0 if it does not, because one behind it is next there;
 * undefined if neither shows
 */
const stepTo = (
  one: readonly string[],
  other: readonly string[],
  index: number,
  next: number,
): number | undefined => {
  if (next >= other.length) return 0;
  for (let step = 1; step <= lookedAhead; step += 1) {
    if (other[next + step] === one[index]) return step;
    if (one[index + step] === other[next]) return 0;
  }
  return undefined;
};
