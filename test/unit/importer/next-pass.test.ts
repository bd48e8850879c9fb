import { describe, expect, it } from '@jest/globals';
import { nextPass } from '../../../lambdas/importer/domain/next-pass.ts';
import { maxFileBytes, mostFilesTogether } from '../../../lambdas/shared/contract.ts';

const file = (size: number, isAlone = false) => ({ claimed: { size }, isAlone });

describe('the files that are read together', () => {
  it('are those that fit into 500 MB, in their order', () => {
    const files = [file(maxFileBytes - 5), file(5), file(1)];
    expect(nextPass(files)).toEqual(files.slice(0, 2));
  });

  it('are as many as there are bits', () => {
    const files = Array.from({ length: mostFilesTogether + 1 }, () => file(1));
    expect(nextPass(files)).toHaveLength(mostFilesTogether);
  });

  it('are one at least, also one that is too large', () => {
    const [large, small] = [file(maxFileBytes + 1), file(1)];
    expect(nextPass([large, small])).toEqual([large]);
  });

  it('are not those that had no room: they come last, each by itself', () => {
    const files = [file(1, true), file(2), file(3, true)];
    expect(nextPass(files)).toEqual([files[1]]);
    expect(nextPass([files[0]!, files[2]!])).toEqual([files[0]]);
    expect(nextPass([])).toEqual([]);
  });
});
