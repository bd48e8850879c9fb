const namedAtMost = 10;

/** `"a", "b", 3 more`: enough names for a message, however many there are. */
export const nameSome = (names: readonly string[]): string => {
  const named = names.slice(0, namedAtMost).map((name) => `"${name}"`);
  const others = names.length - named.length;
  return [...named, ...(others > 0 ? [`${others} more`] : [])].join(', ');
};
