export const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * npm passes a Ctrl-C on to the process that the terminal has sent it to already: two signals for one
 * keystroke.
 */
const sameKeystrokeMs = 500;

/**
 * Resolves at the first signal that asks the process to end. A second one ends it at once: the child
 * processes notice.
 */
export const firstSignal = (): Promise<void> =>
  new Promise((resolve) => {
    let firstAt: number | undefined;
    for (const signal of signals)
      process.on(signal, () => {
        firstAt ??= performance.now();
        if (performance.now() - firstAt > sameKeystrokeMs) process.exit(exitCodes[signal]);
        resolve();
      });
  });
