import { expect, it } from '@jest/globals';
import { costOf, unitPrices } from '../../../lambdas/shared/domain/prices.ts';

it.each([
  ['us-east-1', 0.125 + 2 * 0.625],
  ['us-west-2', 0.125 + 2 * 0.625],
  ['eu-west-1', 0.1415 + 2 * 0.705],
  ['eu-central-1', 0.1525 + 2 * 0.7625],
  ['ap-northeast-1', 0.1425 + 2 * 0.715],
])('a million read and two million write units cost in %s: %d dollars', (region, dollars) => {
  const cost = costOf({ readUnits: 1e6, writeUnits: 2e6 }, region);
  expect(cost.dollars).toBeCloseTo(dollars, 10);
  expect(cost.region).toBe(region);
});

it.each(['me-central-9', 'toString', ''])(
  'a region without prices (%j) takes those of us-east-1, and says so',
  (region) => {
    const cost = costOf({ readUnits: 8, writeUnits: 0 }, region);
    expect(cost).toEqual({ dollars: 0.000001, region: 'us-east-1', asOf: '2026-11' });
  },
);

it('every price list has its date', () => {
  for (const { asOf } of Object.values(unitPrices)) expect(asOf).toMatch(/^20\d\d-(0\d|1[0-2])$/);
});
