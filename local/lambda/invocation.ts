/** What an environment is told to do; one at a time. */
export interface Invocation {
  requestId: string;
  /** the event as JSON */
  payload: string;
  /** milliseconds since 1970 at which the environment will be killed */
  deadline: number;
}

/**
 * Checked by hand: the message comes from this very program, and zod would cost every environment 18 MB
 * of the memory that belongs to its function.
 */
export const isInvocation = (message: unknown): message is Invocation =>
  typeof message === 'object' && message !== null && 'requestId' in message && 'payload' in message;
