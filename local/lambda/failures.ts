import type { FunctionError } from './outcome.ts';

export const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

export const timedOut = (seconds: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `Task timed out after ${seconds.toFixed(2)} seconds`,
});

export const outOfMemory = (usedBytes: number, limitMegabytes: number): FunctionError => ({
  errorType: 'Runtime.OutOfMemory',
  errorMessage:
    `Runtime exited: out of memory (${megabytes(usedBytes)} MB used, ` +
    `${limitMegabytes} MB allowed)`,
});

/** The process ended by itself; its last lines on standard error say why. */
export const crashed = (how: string, lastLines: string): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Runtime exited with ${how}\n${lastLines}`.trimEnd(),
});
