import { describe, expect, it } from '@jest/globals';
import { runHistory } from '../../support/simulation/run-history.ts';

/** `SEED=17` runs the history of that seed, and only it. */
const { SEED } = process.env;
const seeds = SEED === undefined ? [3, 1000, 1001, 1014] : [Number(SEED)];

describe('whatever happens in three hours', () => {
  it.each(seeds)(
    'a reader sees one version of a file, the limit holds, every file comes to an end (seed %d)',
    async (seed) => {
      const { published, killed, trace } = await runHistory(seed);
      expect(published).toBeGreaterThan(0);
      expect(killed).toBeGreaterThan(0);
      expect(trace.filter((call) => call.endsWith('lost')).length).toBeGreaterThan(5);
    },
  );

  it('happens again for the same seed, call by call', async () => {
    const [seed = 3] = seeds;
    const [first, second] = [await runHistory(seed), await runHistory(seed)];
    expect(first.trace.length).toBeGreaterThan(500);
    expect(second).toEqual(first);
  });
});
