import { z } from 'zod';
import { functionErrorSchema } from './outcome.ts';

/** What an environment reports: that its handler is loaded, then how each invocation ended. */
export const reportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('returned'), payload: z.string() }),
  z.object({ type: z.literal('threw'), error: functionErrorSchema }),
]);
export type Report = z.infer<typeof reportSchema>;
