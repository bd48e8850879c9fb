import { InterruptedError, type UntilInterrupted } from '../terminal/interrupt.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** By the signals of this process. */
export const untilInterrupted: UntilInterrupted = async (work) => {
  const interruption = new AbortController();
  const interrupt = (): void => {
    interruption.abort(new InterruptedError());
  };
  for (const signal of signals) process.once(signal, interrupt);
  try {
    return await work(interruption.signal);
  } finally {
    for (const signal of signals) process.off(signal, interrupt);
  }
};
