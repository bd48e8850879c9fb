import { describe, expect, it } from '@jest/globals';
import { createBudget } from '../../../lambdas/collector/budget.ts';

/** A run of ten seconds, at a clock that only sleeping moves. */
const arrange = (writeUnits: number, seconds = 10) => {
  let time = 0;
  const slept: number[] = [];
  const budget = createBudget(
    { writeUnits, timeLeft: () => seconds * 1000 - time },
    {
      now: () => time,
      sleep: (milliseconds) => {
        slept.push(milliseconds);
        time += milliseconds;
        return Promise.resolve();
      },
    },
  );
  return {
    budget,
    slept,
    call: (units: number) => budget.use(units, () => Promise.resolve({ units })),
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
};

describe('the budget of a run', () => {
  it('is spent when its units are', async () => {
    const { budget, call } = arrange(100);
    await call(60);
    expect(budget.isSpent()).toBe(false);
    await call(40);
    expect(budget.isSpent()).toBe(true);
  });

  it('is spent when its time is', () => {
    const { budget, pass } = arrange(100);
    pass(9_999);
    expect(budget.isSpent()).toBe(false);
    pass(1);
    expect(budget.isSpent()).toBe(true);
  });

  it('is spread over the time', async () => {
    const { call, slept } = arrange(100);
    for (let count = 0; count < 4; count += 1) await call(20);
    expect(slept).toEqual([2000, 2000, 2000]);
  });

  it('counts what a call has really taken', async () => {
    const { budget, slept, call } = arrange(100);
    await budget.use(1, () => Promise.resolve({ units: 50 }));
    await call(1);
    expect(slept).toEqual([5000]);
  });

  it('lets nobody wait beyond the time', async () => {
    const { call, slept, pass } = arrange(100);
    await call(100);
    pass(4_000);
    await call(1);
    expect(slept).toEqual([6_000]);
    await call(1);
    expect(slept.at(-1)).toBe(0);
  });
});
