import { describe, expect, it } from '@jest/globals';
import { createPace, unpaced } from '../../../lambdas/shared/pace.ts';

/** A clock that only sleeping moves. */
const fakeClock = () => {
  let time = 1000;
  return {
    now: () => time,
    sleep: (ms: number) => {
      time += ms;
      return Promise.resolve();
    },
    pass: (ms: number) => {
      time += ms;
    },
  };
};

const taking = (units: number) => () => Promise.resolve({ units });

describe('a pace', () => {
  it('keeps calls within the units a second, as they turn out to cost', async () => {
    const clock = fakeClock();
    const pace = createPace(100, clock);
    for (const units of [128, 128, 44, 0]) await pace(128, taking(units));
    expect(clock.now()).toBe(1000 + 3000);
  });

  it('does not save up time that nobody used', async () => {
    const clock = fakeClock();
    const pace = createPace(100, clock);
    clock.pass(60_000);
    await pace(100, taking(100));
    await pace(100, taking(100));
    expect(clock.now()).toBe(61_000 + 1000);
  });

  it('lets callers wait for each other, also before the first has its answer', async () => {
    const clock = fakeClock();
    const pace = createPace(100, clock);
    await Promise.all([1, 2, 3].map(() => pace(100, taking(100))));
    expect(clock.now()).toBeGreaterThanOrEqual(1000 + 2000);
  });

  it('may be none', async () => {
    expect(await unpaced(1, taking(7))).toEqual({ units: 7 });
  });
});
