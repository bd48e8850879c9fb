import { z } from 'zod';

/** What the parent wants of the loopback process, and what it is told. */
export const settingsSchema = z.object({ directory: z.string(), users: z.number() });
export type LoopbackSettings = z.infer<typeof settingsSchema>;

export const endpointsSchema = z.object({ s3: z.string(), dynamodb: z.string() });
export type Endpoints = z.infer<typeof endpointsSchema>;

/** `reset`: forgets what was consumed; `clear`: all chunks and members, too. */
export const requestSchema = z.enum(['usage', 'reset', 'clear']);
export type ControlRequest = z.infer<typeof requestSchema>;

export const usageSchema = z.object({
  calls: z.number(),
  readUnits: z.number(),
  writeUnits: z.number(),
  gets: z.number(),
  getsAtHalfUnit: z.number(),
});
