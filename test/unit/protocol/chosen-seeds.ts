/** Run each time; others find more. */
const standing: readonly number[] = [6, 7, 10];

/** `SEED=17`: that one. `SEEDS=1000-1200`: all of these. */
export const chosenSeeds = ({ SEED, SEEDS }: NodeJS.ProcessEnv): readonly number[] => {
  if (SEED !== undefined) return [Number(SEED)];
  if (SEEDS === undefined) return standing;
  const [from = 0, to = from] = SEEDS.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
};
