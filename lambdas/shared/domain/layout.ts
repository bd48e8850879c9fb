/** How the members of a version are stored: docs/membership-format.md. */
import { z } from 'zod';

/** Of layouts that a reader of before there were differences must not take for whole ones. */
export const differenceFormat = 2;

const stored = {
  /** number of chunks (n) */
  chunks: z.number().int().min(1),
  /** number of partitions they are spread over (S) */
  shards: z.number().int().min(1),
  /** hex SHA-256 of all members in order, however they are stored */
  digest: z.string(),
};

const wholeLayoutSchema = z.object({ ...stored, format: z.undefined().optional() });

const differenceLayoutSchema = z.object({
  ...stored,
  format: z.literal(differenceFormat),
  /** number of the version whose members these are but for the difference; it is whole itself */
  base: z.number().int(),
  /** of all differences to that base that were written one after the other, this one included */
  chunksSinceBase: z.number().int(),
});

/** What a reader needs to find and check the chunks of a version. */
export const layoutSchema = z.union([differenceLayoutSchema, wholeLayoutSchema]);
export type Layout = z.infer<typeof layoutSchema>;
export type WholeLayout = z.infer<typeof wholeLayoutSchema>;
export type DifferenceLayout = z.infer<typeof differenceLayoutSchema>;

/** The version without whose chunks this one cannot be read. */
export const baseOf = (layout: Layout): number | undefined =>
  layout.format === undefined ? undefined : layout.base;
