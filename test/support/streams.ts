/** An async stream of what is given, as a port would hand it over. */
export async function* streamOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

/** The bytes cut at the given positions, in order; a cut may fall inside a character. */
export const cutAt = (bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] => {
  const positions = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  positions.sort((one, other) => one - other);
  return positions.slice(1).map((end, index) => bytes.subarray(positions[index], end));
};
