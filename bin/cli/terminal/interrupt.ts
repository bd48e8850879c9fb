import { ToldError } from '../errors.ts';
import type { Output } from './output.ts';

/** Whoever started the command has ended it. */
export class InterruptedError extends ToldError {
  override readonly name = 'InterruptedError';

  constructor(options?: ErrorOptions) {
    super(({ common }) => common.interrupted, options);
  }
}

/**
 * Does work that can say where it has stopped. Ctrl-C aborts its signal, with InterruptedError, instead of ending the process;
 * a second one ends that at once.
 */
export type UntilInterrupted = <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/**
 * Does work that stops anywhere: what it has begun goes on by itself, or is done when the command is given again.
 *
 * @param message what an interrupted command leaves, and how to go on
 */
export const interruptible = async (
  {
    untilInterrupted,
    output,
  }: { untilInterrupted: UntilInterrupted; output: Pick<Output, 'note'> },
  message: () => string,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await untilInterrupted((signal) => Promise.race([work(), abortionOf(signal)]));
  } catch (error) {
    if (error instanceof InterruptedError) output.note(message());
    throw error;
  }
};

const abortionOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = (): void => {
      reject(new InterruptedError({ cause: signal.reason }));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
