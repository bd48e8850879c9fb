/** RFC 9562, UUID version 7: the first 48 bits are milliseconds since 1970. */
const uuidByTime = /^([\da-f]{8})-([\da-f]{4})-7[\da-f]{3}-/;

/**
 * When an import has begun.
 *
 * @returns undefined for the ID of an operation that was none
 */
export const timeOfImportId = (importId: string | undefined): number | undefined => {
  const [, high, low] = uuidByTime.exec(importId ?? '') ?? [];
  return high === undefined || low === undefined ? undefined : Number.parseInt(high + low, 16);
};
