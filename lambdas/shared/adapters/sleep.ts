import { setTimeout as wait } from 'node:timers/promises';
import type { Sleep } from '../ports.ts';

/** Of this process. */
export const sleep: Sleep = async (milliseconds, signal) => {
  try {
    await wait(milliseconds, undefined, signal && { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
};
