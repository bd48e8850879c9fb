import { describe, expect, it } from '@jest/globals';
import { type History, runHistory } from '../../support/simulation/run-history.ts';
import { chosenSeeds, standingHistories, standingNews, standingRematches } from './chosen-seeds.ts';
import { explainBroken } from './explain-broken.ts';

const seeds = chosenSeeds(process.env, standingHistories);
const newsSeeds = chosenSeeds(process.env, standingNews);
const rematchSeeds = chosenSeeds(process.env, standingRematches);

const hourly = 1;

/** Each history runs once, also where two tests look at it. */
const rematches = new Map<number, Promise<History>>();
const rematchOf = (seed: number): Promise<History> => {
  const history = rematches.get(seed) ?? runHistory(seed, { rematchHours: hourly });
  rematches.set(seed, history);
  return history;
};

describe('whatever happens in three hours', () => {
  it.each(seeds)('every promise holds (seed %d)', async (seed) => {
    const { broken } = await runHistory(seed);
    expect(broken.map(explainBroken)).toEqual([]);
  });

  it.each(newsSeeds)('every promise holds where S3 tells of objects (seed %d)', async (seed) => {
    const { broken } = await runHistory(seed, { isTold: true });
    expect(broken.map(explainBroken)).toEqual([]);
  });

  it.each(rematchSeeds)(
    'every promise holds where users are matched anew (seed %d)',
    async (seed) => {
      const { broken } = await rematchOf(seed);
      expect(broken.map(explainBroken)).toEqual([]);
    },
  );

  it('happens again for the same seed, call by call', async () => {
    const [seed = 12] = rematchSeeds;
    const [first, second] = [
      await rematchOf(seed),
      await runHistory(seed, { rematchHours: hourly }),
    ];
    expect(first.trace.length).toBeGreaterThan(500);
    expect(second).toEqual(first);
  });
});
