import { describe, expect, it } from '@jest/globals';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import {
  idsOf,
  numbered,
  oneThreadOrTwo,
  provideKernel,
  readInto,
  toLines,
} from '../../support/kernels.ts';

let kernel: JoinKernel;

describe.each(oneThreadOrTwo)('a sample of the IDs that are not marked, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('is all of them where there are few, also after all were handed out', () => {
    const file = readInto(kernel, toLines(['a', 'é', 'c', '', 'd', 'a']));
    file.mark(['c']);
    expect([...file.ids(2)].flat().sort()).toEqual(['a', 'd', 'é']);
    expect(file.sample(10).ids.sort()).toEqual(['a', 'd', 'é']);
  });

  it('says how many nobody can be registered under', () => {
    const file = readInto(kernel, `a\n"b\nc"\n${'x'.repeat(2049)}\n${'y'.repeat(2048)}\n`);
    const { ids, unmatchable } = file.sample(10);
    expect(ids.sort()).toEqual(['a', 'y'.repeat(2048)]);
    expect(unmatchable).toBe(2);
    expect(file.sample(1).ids.length + file.sample(1).unmatchable).toBe(1);
  });

  it('is empty when all are marked', () => {
    const file = readInto(kernel, 'a\n');
    file.mark(['a']);
    expect(file.sample(10)).toEqual({ ids: [], unmatchable: 0 });
  });

  it('comes from all of the file, and changes none of its members', () => {
    const rows = numbered(20_000, '');
    const file = readInto(kernel, toLines(rows));
    const users = rows.filter((_, index) => index % 2 === 0);
    file.mark(users);
    const { ids } = file.sample(1000);
    expect(new Set(ids).size).toBe(1000);
    expect(ids.every((id) => Number(id) % 2 === 1)).toBe(true);
    // 500 of a fair sample, give or take 7 times the standard deviation.
    expect(Math.abs(ids.filter((id) => Number(id) < 10_000).length - 500)).toBeLessThan(110);
    expect(idsOf(file.orderMembers()).sort()).toEqual(users.toSorted());
  });

  it('takes no more IDs than fit', () => {
    const rows = numbered(6000, 'x'.repeat(2000));
    expect(readInto(kernel, toLines(rows)).sample(6000).ids.length).toBeGreaterThan(4000);
  });
});
