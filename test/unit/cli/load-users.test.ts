import { describe, expect, it } from '@jest/globals';
import { loadUsers, type LoadUsersPorts } from '../../../bin/cli/load-users.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { streamOf } from '../../support/streams.ts';

/** A table that notes what it was asked. */
const fakePorts = (more: Partial<LoadUsersPorts> = {}) => {
  const calls: string[][] = [];
  const refused: [number, string][] = [];
  const ports: LoadUsersPorts = {
    putUserKeys: (keys) => {
      calls.push([...keys]);
      return Promise.resolve([]);
    },
    onRefused: (line, problem) => void refused.push([line, problem]),
    onProgress: () => undefined,
    sleep: () => Promise.resolve(),
    random: () => 0,
    ...more,
  };
  return { ports, calls, refused };
};

const load = (text: string, ports: LoadUsersPorts) =>
  loadUsers('shop', streamOf([Buffer.from(text)]), ports);

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `u${index}\n`).join('');

describe('loading users', () => {
  it('writes keys of the project, 25 a call', async () => {
    const { ports, calls } = fakePorts();
    expect(await load(lines(60), ports)).toEqual({ loaded: 60, lines: 60, refused: 0 });
    expect(calls.map((keys) => keys.length)).toEqual([25, 25, 10]);
    expect(calls[0]?.[0]).toBe('shop/u0');
  });

  it('names no key twice in one call', async () => {
    const { ports, calls } = fakePorts();
    expect(await load('a\nb\na\n', ports)).toEqual({ loaded: 3, lines: 3, refused: 0 });
    expect(calls).toEqual([['shop/a', 'shop/b']]);
  });

  it('repeats what DynamoDB hands back, until nothing is left', async () => {
    const written = new Set<string>();
    const { ports } = fakePorts({
      putUserKeys: (keys) => {
        const taken = keys.slice(0, 10);
        for (const key of taken) written.add(key);
        return Promise.resolve(keys.slice(taken.length));
      },
    });
    await load(lines(60), ports);
    expect(written.size).toBe(60);
  });

  it('goes on while DynamoDB takes nothing, and fails with whatever else it answers', async () => {
    let refusals = 0;
    const { ports } = fakePorts({
      putUserKeys: () => {
        refusals += 1;
        return Promise.reject(
          refusals <= 100 ? new TableThrottledError('no') : new Error('denied'),
        );
      },
    });
    await expect(load('a\n', ports)).rejects.toThrow('denied');
    expect(refusals).toBe(101);
  });

  it('reports the lines that cannot be keys, and loads the others', async () => {
    const { ports, calls, refused } = fakePorts();
    const fits = 'é'.repeat((2048 - 'shop/'.length - 1) / 2);
    const text = `a\n${fits}x\n\n${fits}xx\n${'y'.repeat(5000)}\nb\n`;
    expect(await load(text, ports)).toEqual({ loaded: 3, lines: 5, refused: 2 });
    expect(calls).toEqual([['shop/a', `shop/${fits}x`, 'shop/b']]);
    expect(refused).toEqual([
      [4, 'too long'],
      [5, 'too long'],
    ]);
  });

  it('reads no further ahead than the calls that are under way', async () => {
    let blocksRead = 0;
    const file = async function* () {
      for (; blocksRead < 1000; blocksRead += 1)
        yield await Promise.resolve(Buffer.from(lines(25)));
    };
    const first = Promise.withResolvers<readonly string[]>();
    let readWhenFull = 0;
    let underway = 0;
    const { ports } = fakePorts({
      putUserKeys: () => {
        underway += 1;
        // The 16th call is as many as there may be: what was read by now is all that may be held.
        if (underway === 16) {
          readWhenFull = blocksRead;
          first.resolve([]);
        }
        return first.promise;
      },
    });
    expect(await loadUsers('shop', file(), ports)).toMatchObject({ loaded: 25_000 });
    expect(readWhenFull).toBeLessThan(40);
  });
});
