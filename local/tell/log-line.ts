import { z } from 'zod';
import { scanSummarySchema } from '../../lambdas/shared/contract.ts';

const importEndedSchema = z.object({
  message: z.literal('import ended'),
  projectId: z.string(),
  fileName: z.string(),
  result: z.enum(['published', 'held', 'rejected', 'failed', 'released', 'dropped']),
  version: z.number().optional(),
  unchanged: z.boolean().optional(),
  counts: z
    .object({
      rows: z.number(),
      duplicates: z.number(),
      unregistered: z.number(),
      members: z.number(),
    })
    .optional(),
  failure: z.object({ cause: z.string(), row: z.number().optional() }).optional(),
});
export type ImportEnded = z.infer<typeof importEndedSchema>;

/** What our functions log of that which a person waits for. */
const lineSchema = z.discriminatedUnion('message', [
  importEndedSchema,
  z.object({
    message: z.literal('dead letter done with'),
    projectId: z.string(),
    fileName: z.string(),
  }),
  z.object({ message: z.literal('mailed'), mailsSent: z.number() }),
  z.object({ message: z.literal('scanned'), projects: scanSummarySchema.shape.projects }),
]);
export type LogLine = z.infer<typeof lineSchema>;

/** @returns undefined of all other lines: metrics, reports of Lambda, stack traces */
export const readLogLine = (line: string): LogLine | undefined => {
  if (!line.startsWith('{"level"')) return undefined;
  try {
    return lineSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // It only begins like one.
    return undefined;
  }
};
