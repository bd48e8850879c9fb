/**
 * Run each time; others find more. Each was seen to fail without something that keeps a promise. A change of what a history
 * draws, or of the calls that functions make, shifts what happens in it: then others have to be found.
 */
export const standingHistories: readonly number[] = [
  // A rollback lets only what it rolls back from count as done; `project pause` waits for imports that were called off, too.
  18,
  // A file is taken whatever its date; an import takes it as a scan has seen it last, and not as its message says.
  16,
  // A rollback goes back to what was live before, and not to the next lower number.
  497,
  // An audience's own settings of what is held count before its project's.
  9,
];

/** The same, with a rematch every hour. */
export const standingRematches: readonly number[] = [
  // A rematch that is on its way imports a file that changes meanwhile as it is then.
  12,
];

/** The same, with `trigger=events`. */
export const standingNews: readonly number[] = [
  // A project that cannot be read loses the news of no other.
  3,
];

/** The same, of lists that change little over weeks. */
export const standingRefreshes: readonly number[] = [
  // A base stays for what is live or can be rolled back to; nothing is collected before its time. A difference says on which version
  // it stands, what it and those before it have cost, and who came since the live version.
  14,
  // Differences that cost more than a new base are not written.
  53, 42,
  // What a collector marks is still as it was when it looked. A base stays for what is held.
  61,
];

/** `SEED=17`: that one. `SEEDS=1000-1200`: all of these. */
export const chosenSeeds = (
  { SEED, SEEDS }: NodeJS.ProcessEnv,
  standing: readonly number[],
): readonly number[] => {
  if (SEED !== undefined) return [Number(SEED)];
  if (SEEDS === undefined) return standing;
  const [from = 0, to = from] = SEEDS.split('-').map(Number);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
};
