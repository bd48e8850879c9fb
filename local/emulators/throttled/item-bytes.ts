import { z } from 'zod';

const valueSchema = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ B: z.string() }),
  z.object({ L: z.array(z.unknown()) }),
  z.object({ M: z.record(z.string(), z.unknown()) }),
]);

/**
 * About as many bytes as DynamoDB counts (Developer Guide, "DynamoDB item sizes and formats"), to know before a write what
 * it will cost. The engine says afterwards what it did.
 */
export const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );

const valueBytes = (value: unknown): number => {
  const { data } = valueSchema.safeParse(value);
  // Sets, booleans and null.
  if (!data) return Buffer.byteLength(JSON.stringify(value));
  if ('S' in data) return Buffer.byteLength(data.S);
  if ('N' in data) return Math.ceil(data.N.length / 2) + 1;
  if ('B' in data) return Buffer.byteLength(data.B, 'base64');
  if ('L' in data) return 3 + data.L.reduce<number>((sum, one) => sum + 1 + valueBytes(one), 0);
  return 3 + Object.keys(data.M).length + itemBytes(data.M);
};
