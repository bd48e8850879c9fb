/** `--small`: seconds instead of minutes, to see that a benchmark works; its figures say nothing. */
export const isSmall = process.argv.includes('--small');

/** Measured runs of each contestant, in turn. */
export const runs = isSmall ? 1 : 5;
