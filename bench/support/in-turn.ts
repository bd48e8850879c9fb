/** Runs the contestants in turn, every second time in the opposite order, so that each follows each. */
export const inTurn = async (
  runs: number,
  contestants: readonly (() => Promise<void>)[],
): Promise<void> => {
  for (let run = 0; run < runs; run += 1)
    for (const contestant of run % 2 === 0 ? contestants : contestants.toReversed())
      await contestant();
};
