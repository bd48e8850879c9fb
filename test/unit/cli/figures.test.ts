import { expect, it } from '@jest/globals';
import { formatChange, formatDollars, formatShare } from '../../../lambdas/shared/texts/figures.ts';

it.each([
  [1, '100 %'],
  [0.99999, '99.9 %'],
  [0.987, '98.7 %'],
  [0.5, '50 %'],
  [0.00001, '0.1 %'],
  [0, '0 %'],
])('the share %d is %s', (share, expected) => {
  expect(formatShare(share)).toBe(expected);
});

it.each([
  [0, '$0.00'],
  [0.000000125, '$0.00000013'],
  [0.00042, '$0.00042'],
  [0.0555, '$0.056'],
  [0.1, '$0.10'],
  [12.5, '$12.50'],
  [1234.5, '$1,234.50'],
])('%d dollars are %s', (dollars, expected) => {
  expect(formatDollars(dollars)).toBe(expected);
});

it('a change says who came and who left', () => {
  expect(formatChange(60_000, 1)).toBe('+60,000 -1');
  expect(formatChange(0, 0)).toBe('+0 -0');
});
