import { describe, expect, it } from '@jest/globals';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { oneThreadOrTwo, provideKernel, readInto, toLines } from '../../support/kernels.ts';

let kernel: JoinKernel;

describe.each(oneThreadOrTwo)('single IDs of a file, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('names those that nobody can be registered under, from their beginning', () => {
    const long = 'é'.repeat(1025);
    const file = readInto(kernel, `a\n"b\nc"\n${long}\n"b\nc"\n${'y'.repeat(2048)}\n"\n"\n`);
    expect(file.unmatchable(10).sort()).toEqual(['\n', 'b\nc', 'é'.repeat(100)]);
    expect(file.unmatchable(2)).toHaveLength(2);
    expect([...file.ids(10)].flat().sort()).toEqual(['a', 'y'.repeat(2048)]);
    expect(readInto(kernel, 'a\n').unmatchable(10)).toEqual([]);
  });

  it('says of an ID whether it is marked', () => {
    const ids = Array.from({ length: 5000 }, (_, index) => `user-${index}`);
    const file = readInto(kernel, toLines(ids));
    file.mark(ids.filter((_, index) => index % 2 === 0));
    expect(ids.slice(0, 100).map((id) => file.isMarked(id))).toEqual(
      Array.from({ length: 100 }, (_, index) => index % 2 === 0),
    );
    for (const id of ['', 'user-', 'user-00', 'nobody', 'x'.repeat(3000), 'x'.repeat(5000)])
      expect(file.isMarked(id)).toBe(false);
  });
});
