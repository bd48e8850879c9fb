import type { BrokenPromise } from '../../support/simulation/promises/report.ts';

export const explainBroken = ({ promise, after, what }: BrokenPromise): string =>
  `${promise}, after ${Math.round(after / 60_000)} minutes: ${what}`;
