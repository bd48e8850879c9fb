import { describe, expect, it } from '@jest/globals';
import { parseEvery } from '../../../local/arguments.ts';
import { parseRate } from '../../../local/template/rate.ts';

describe('rate of a rule', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(10 minutes)', 600_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(2 days)', 172_800_000],
  ])('%s', (expression, expected) => {
    expect(parseRate(expression)).toBe(expected);
  });

  it.each(['cron(0 12 * * ? *)', 'rate(0 minutes)', 'rate(10)', 'rate(5 toString)', ''])(
    'is unknown of %j',
    (expression) => {
      expect(parseRate(expression)).toBeUndefined();
    },
  );
});

describe('--every', () => {
  it.each([
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['never', 'never'],
  ])('%s', (text, expected) => {
    expect(parseEvery(text)).toBe(expected);
  });

  it.each(['', '10', '0m', '1.5m', '10 m', 'm', '10d', 'always'])('refuses %j', (text) => {
    expect(() => parseEvery(text)).toThrow('30s, 10m');
  });
});
