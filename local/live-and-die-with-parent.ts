/**
 * For child processes of the local stack. Ctrl-C reaches every process of the terminal, but the parent
 * decides when its children end; and when the parent is gone, however that came, they end too.
 */
export const liveAndDieWithParent = (): void => {
  for (const signal of ['SIGINT', 'SIGHUP'])
    process.on(signal, () => {
      // the parent will say when
    });
  process.on('disconnect', () => process.exit());
};
