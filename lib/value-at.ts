/** The value under a key of an object; of anything else, itself. */
const below = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : value;

/** What lies at the end of a path of keys, or the last thing on it that is no object. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce(below, value);
