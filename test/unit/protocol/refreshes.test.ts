import { describe, expect, it } from '@jest/globals';
import { addMix, type Mix, noMix } from '../../support/simulation/refreshes/count-mix.ts';
import {
  type RefreshHistory,
  runRefreshHistory,
} from '../../support/simulation/refreshes/run-refresh-history.ts';
import { chosenSeeds, standingRefreshes } from './chosen-seeds.ts';
import { explainBroken } from './explain-broken.ts';

const seeds = chosenSeeds(process.env, standingRefreshes);

/** Each history runs once, also where two tests look at it. */
const histories = new Map<number, Promise<RefreshHistory>>();
const historyOf = (seed: number): Promise<RefreshHistory> => {
  const history = histories.get(seed) ?? runRefreshHistory(seed);
  histories.set(seed, history);
  return history;
};

/** Of one history, on average. */
const least: Mix = {
  differences: 3,
  newBases: 3,
  heldDifferences: 0.5,
  rollbacksAcross: 2,
  collectedBases: 2,
  collectedDifferences: 5,
  killedWriting: 1,
  onOldBase: 5,
  replacedRead: 50,
  openRead: 5,
};

describe('whatever happens in weeks to lists that change little', () => {
  it.each(seeds)('every version that can be read is whole (seed %d)', async (seed) => {
    const { broken } = await historyOf(seed);
    expect(broken.map(explainBroken)).toEqual([]);
  });

  const isStanding = seeds === standingRefreshes;
  (isStanding ? it : it.skip)('bases, differences and all that befalls them occur', async () => {
    const sum = noMix();
    for (const seed of seeds) addMix(sum, (await historyOf(seed)).mix);
    for (const name of Object.keys(least) as (keyof Mix)[])
      expect([name, sum[name] >= least[name] * seeds.length]).toEqual([name, true]);
  });
});
