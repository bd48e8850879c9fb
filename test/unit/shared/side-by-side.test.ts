import { describe, expect, it } from '@jest/globals';
import { sideBySide } from '../../../lambdas/shared/side-by-side.ts';

const { signal } = new AbortController();
const turn = () => new Promise(setImmediate);

describe('work side by side', () => {
  it('is done for every item, so much of it at the same time', async () => {
    const done: number[] = [];
    let underway = 0;
    let most = 0;
    await sideBySide(Array(20).keys(), { concurrency: 3, signal }, async (item) => {
      underway += 1;
      most = Math.max(most, underway);
      await turn();
      underway -= 1;
      done.push(item);
    });
    expect(done).toEqual([...Array(20).keys()]);
    expect(most).toBe(3);
  });

  it('has ended when it fails: the others hear of it, and none is begun', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = sideBySide(Array(20).keys(), { concurrency: 3, signal }, async (item, stop) => {
      begun.push(item);
      await turn();
      if (item === 1) throw new Error('no');
      while (!stop.aborted) await turn();
      await turn();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('no');
    expect(begun).toEqual([0, 1, 2]);
    expect(ended.sort()).toEqual([0, 2]);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    let begun = 0;
    const work = sideBySide(Array(20).keys(), { concurrency: 2, signal: stop.signal }, async () => {
      begun += 1;
      stop.abort(new Error('late'));
      await turn();
    });
    await expect(work).rejects.toThrow('late');
    expect(begun).toBe(1);
  });

  it('fails with its source, and closes it when it fails itself', async () => {
    async function* broken() {
      yield await Promise.resolve(1);
      throw new Error('unreadable');
    }
    const calls = { concurrency: 2, signal };
    await expect(sideBySide(broken(), calls, turnOf)).rejects.toThrow('unreadable');

    let isClosed = false;
    function* endless() {
      try {
        for (;;) yield 1;
      } finally {
        isClosed = true;
      }
    }
    const failing = sideBySide(endless(), calls, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(isClosed).toBe(true);
  });
});

const turnOf = async (): Promise<void> => {
  await turn();
};
