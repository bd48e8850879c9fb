import { z } from 'zod';

/** The types of attribute that the loopback tables store, in DynamoDB's wire format. */
const attributeValueSchema = z.union([
  z.object({ S: z.string() }),
  z.object({ N: z.string() }),
  z.object({ B: z.base64() }),
]);
export type AttributeValue = z.infer<typeof attributeValueSchema>;

export const itemSchema = z.record(z.string(), attributeValueSchema);
export type Item = z.infer<typeof itemSchema>;

/** Bytes of an item as DynamoDB counts them: names and values (Developer Guide, "Item sizes and formats"). */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );

const valueBytes = (value: AttributeValue): number => {
  if ('S' in value) return Buffer.byteLength(value.S);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  return Math.ceil(value.N.replace(/[-.]/, '').length / 2) + 1;
};
