import type { Context } from '../context.ts';

/** A terminal need not be written to more often. */
const progressIntervalMs = 200;

/** Shows how far it is, now and then. @param describe asked only when it is shown */
export const createShowProgress = ({
  output,
  now,
}: Pick<Context, 'output' | 'now'>): ((describe: () => string) => void) => {
  let shownAt = 0;
  return (describe) => {
    if (now() - shownAt < progressIntervalMs) return;
    shownAt = now();
    output.progress(describe());
  };
};
