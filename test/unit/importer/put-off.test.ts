import { describe, expect, it } from '@jest/globals';
import { createPutOff } from '../../../lambdas/importer/domain/put-off.ts';

const MB = 1024 * 1024;

/** @param works seconds of a turn, megabytes that are held */
const putOff = (...works: [needsTurn: boolean, heldMegabytes?: number][]): boolean[] => {
  const mustWait = createPutOff();
  return works.map(([needsTurn, held = 0], index) =>
    mustWait({ needsTurn, heldBytes: held * MB, isLast: index === works.length - 1 }),
  );
};

describe('what is put off', () => {
  it('is what needs a turn, as long as others come behind it', () => {
    expect(putOff([true], [false], [true], [false])).toEqual([true, false, true, false]);
    expect(putOff([false], [true])).toEqual([false, false]);
    expect(putOff([true])).toEqual([false]);
  });

  it('keeps its order: the last one waits, too, where one before it does', () => {
    expect(putOff([true], [false], [true])).toEqual([true, false, true]);
  });

  it('leaves room in the memory', () => {
    expect(putOff([true, 200], [true, 57], [true, 56], [false])).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});
