import { AudienceImportError } from '../../../lambdas/shared/errors.ts';

/** Whoever started the command has ended it. */
export class InterruptedError extends AudienceImportError {
  override readonly name = 'InterruptedError';
}

/**
 * Does work that can say where it has stopped. Ctrl-C aborts its signal, with InterruptedError, instead of ending the process;
 * a second one ends that at once.
 */
export type UntilInterrupted = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
