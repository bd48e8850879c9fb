import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from './resident-memory.ts';

const intervalMs = 100;

export interface MemoryWatch {
  /** resolves with the highest value seen, in bytes */
  stop: () => Promise<number>;
}

/** Looks at the resident memory of a process until stopped; calls `onExceeded` once, and stops. */
export const watchMemory = (
  pid: number,
  limitBytes: number,
  onExceeded: (bytes: number) => void,
): MemoryWatch => {
  const stop = new AbortController();
  const stopped = (): boolean => stop.signal.aborted;
  let peak = 0;
  const watch = async (): Promise<void> => {
    while (!stopped()) {
      const bytes = await residentBytes(pid);
      peak = Math.max(peak, bytes);
      if (bytes > limitBytes && !stopped()) {
        stop.abort();
        onExceeded(bytes);
      }
      await sleep(intervalMs, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  };
  void watch();
  return {
    stop: async () => {
      stop.abort();
      return Math.max(peak, await residentBytes(pid));
    },
  };
};
