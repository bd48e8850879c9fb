/** `--small`: seconds instead of minutes, to see that a benchmark works; its figures say nothing. */
export const isSmall = process.argv.includes('--small');

/** Measured runs of each contestant, in turn. */
export const runs = isSmall ? 1 : 5;

const valueOf = (option: string): string | undefined => {
  const at = process.argv.indexOf(option);
  return at === -1 ? undefined : process.argv[at + 1];
};

/** `--rows N` and the like. @throws Error for what is no number above 0 */
export const numberGiven = (option: string): number | undefined => {
  const given = valueOf(option);
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} takes a whole number above 0, not ${given}`);
  return number;
};

/** `--against COMMIT`: runs the product of another commit, too, in turn with the present one. */
export const against = valueOf('--against');
