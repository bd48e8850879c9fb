const mostWidths = 4;
/** Where no member is padded: as long as the longest in the file, or a little longer. */
const furtherDigits = 3;

/**
 * How many digits padded numbers may have: as many as members that begin with a zero, if there are some.
 *
 * @param ids that nobody has
 * @param members some of them
 */
export const widthsOf = (ids: readonly string[], members: readonly string[]): number[] => {
  const padded = new Set(members.filter((id) => /^0\d+$/.test(id)).map(({ length }) => length));
  if (padded.size > 0) return [...padded].slice(0, mostWidths);
  const longest = Math.max(0, ...ids.filter((id) => /^\d+$/.test(id)).map(({ length }) => length));
  return longest === 0
    ? []
    : Array.from({ length: furtherDigits + 1 }, (_, index) => longest + index);
};
