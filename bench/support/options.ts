/** `--small`: seconds instead of minutes, to see that a benchmark works; its figures say nothing. */
export const isSmall = process.argv.includes('--small');

/** Measured runs of each contestant, in turn. */
export const runs = isSmall ? 1 : 5;

const valueOf = (option: string): string | undefined => {
  const at = process.argv.indexOf(option);
  return at === -1 ? undefined : process.argv[at + 1];
};

/** `--rows N`: of each file, in place of what the benchmark takes. */
export const givenRows = ((given) => (given === undefined ? undefined : Number(given)))(
  valueOf('--rows'),
);

/** `--against COMMIT`: runs the product of another commit, too, in turn with the present one. */
export const against = valueOf('--against');
