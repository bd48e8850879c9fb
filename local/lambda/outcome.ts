import { z } from 'zod';

/** As Lambda returns it for a failed invocation. */
export const functionErrorSchema = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).optional(),
});
export type FunctionError = z.infer<typeof functionErrorSchema>;

/** How an invocation ended. `payload` is the handler's result as JSON. */
export type InvocationOutcome = { ok: true; payload: string } | { ok: false; error: FunctionError };
