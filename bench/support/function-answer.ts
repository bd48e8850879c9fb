import { z } from 'zod';

/** What a function's process says when it has taken an event. */
export const functionAnswerSchema = z.union([
  z.object({
    /** as the handler returned it */
    result: z.unknown(),
    /** of the process so far */
    cpuMs: z.number(),
    peakRssMb: z.number(),
  }),
  z.object({ error: z.string() }),
]);
export type FunctionAnswer = z.infer<typeof functionAnswerSchema>;
