import { describe, expect, it } from '@jest/globals';
import { closestNames } from '../../../bin/cli/names/closest-names.ts';

describe('names that somebody may have meant', () => {
  it('are those that look alike, before those with a typo', () => {
    expect(closestNames('VIP', ['vip', 'vap', 'Vip '])).toEqual(['Vip ', 'vip']);
  });

  it('are those with the fewest typos', () => {
    expect(closestNames('sampel', ['sample', 'simple', 'other'])).toEqual(['sample']);
    expect(closestNames('crm', ['shop', 'sample'])).toEqual([]);
  });

  it('are three at most, however many there are', () => {
    const alike = Array.from({ length: 50 }, (_, blanks) => `vip${' '.repeat(blanks)}`);
    expect(closestNames('VIP', alike)).toHaveLength(3);
    const near = Array.from({ length: 26 }, (_, letter) => `vi${String.fromCharCode(97 + letter)}`);
    expect(closestNames('vi1', near)).toHaveLength(3);
  });
});
