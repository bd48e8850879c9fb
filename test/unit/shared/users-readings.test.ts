import { describe, expect, it } from '@jest/globals';
import {
  knownReading,
  lastReading,
  type UsersReadings,
} from '../../../lambdas/shared/domain/users-readings.ts';

const day = 24 * 60 * 60 * 1000;
const whole = { users: 1_000, units: 40, at: 10 * day };

describe('what reading all users costs', () => {
  it.each<[string, UsersReadings, ReturnType<typeof lastReading>]>([
    ['is not known before the first', {}, undefined],
    ['is what it did cost last', { whole }, { ...whole, isWhole: true }],
    [
      'is more than what was spent on one that was given up',
      { givenUp: { units: 90, at: day } },
      { units: 90, at: day, isWhole: false },
    ],
    [
      'is more than it was, where a later one was given up',
      { whole, givenUp: { units: 41, at: 11 * day } },
      { units: 41, at: 11 * day, isWhole: false },
    ],
    [
      'stays what it was, where a later one had less to spend',
      { whole, givenUp: { units: 39, at: 11 * day } },
      { ...whole, isWhole: true },
    ],
    [
      'is what it did cost, where an earlier one was given up',
      { whole, givenUp: { units: 90, at: 9 * day } },
      { ...whole, isWhole: true },
    ],
  ])('%s', (_, readings, expected) => {
    expect(lastReading(readings)).toEqual(expected);
  });

  it('is known for 30 days', () => {
    expect(knownReading({ whole }, 40 * day - 1)).toEqual({ units: 40, isWhole: true });
    expect(knownReading({ whole }, 40 * day)).toBeUndefined();
    const givenUp = { units: 90, at: day };
    expect(knownReading({ givenUp }, 31 * day - 1)).toEqual({ units: 90, isWhole: false });
    expect(knownReading({ givenUp }, 31 * day)).toBeUndefined();
    expect(knownReading({}, 0)).toBeUndefined();
  });
});
