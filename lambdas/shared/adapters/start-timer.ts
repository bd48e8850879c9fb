import type { StartTimer } from '../ports.ts';

/** Of this process. */
export const startTimer: StartTimer = (milliseconds, onEnd) => {
  const timeout = setTimeout(onEnd, milliseconds);
  return {
    restart: () => {
      timeout.refresh();
    },
    cancel: () => {
      clearTimeout(timeout);
    },
  };
};
