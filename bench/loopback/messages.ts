import { z } from 'zod';
import type { TableLimits } from '../../local/throttling/limits.ts';

/** What the parent wants of the loopback process, and what it is told. */
const unitsSchema = z.object({ read: z.number(), write: z.number() });
const limitsSchema = z.object({
  billing: z.enum(['on-demand', 'provisioned']),
  units: unitsSchema,
  partitions: z.number(),
  burstSeconds: z.number(),
  grows: z.boolean(),
}) satisfies z.ZodType<TableLimits>;

export const settingsSchema = z.object({
  directory: z.string(),
  users: z.number(),
  /** the table of earlier layouts has ours alone */
  withoutOthers: z.boolean().default(false),
  /** of each table that the loopback server keeps itself; left out: nothing is refused */
  limits: limitsSchema.optional(),
  /** the users table has none */
  unlimitedUsers: z.boolean().default(false),
});
export type LoopbackSettings = z.input<typeof settingsSchema>;

export const endpointsSchema = z.object({ s3: z.string(), dynamodb: z.string() });
export type Endpoints = z.infer<typeof endpointsSchema>;

/**
 * `reset`: forgets what was consumed; `clear`: all chunks and members, too, and sets the limits anew; `unlimit`: nothing is
 * refused from now on; `limit`: the limits again, of tables that nobody has used.
 */
export const requestSchema = z.enum(['usage', 'reset', 'clear', 'unlimit', 'limit']);
export type ControlRequest = z.infer<typeof requestSchema>;

export const usageSchema = z.object({
  calls: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  gets: z.number(),
  getsAtHalfUnit: z.number(),
  limited: z.record(
    z.string(),
    z.object({
      read: z.array(z.object({ granted: z.number(), refused: z.number() })),
      write: z.array(z.object({ granted: z.number(), refused: z.number() })),
    }),
  ),
});
