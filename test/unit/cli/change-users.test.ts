import { describe, expect, it } from '@jest/globals';
import type { ChangeUsersPorts } from '../../../bin/cli/users/change-users.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { calmly, changeUserList } from '../../support/user-lists.ts';

/** A table that notes what it was asked. */
const fakePorts = (more: Partial<ChangeUsersPorts> = {}) => {
  const calls: string[][] = [];
  const refused: [string, string][] = [];
  const progress: number[] = [];
  const ports: ChangeUsersPorts = {
    ...calmly,
    writeUsers: (ids) => {
      calls.push([...ids]);
      return Promise.resolve([]);
    },
    onRefused: (id, why) => void refused.push([id, why]),
    onProgress: (written) => void progress.push(written),
    ...more,
  };
  return { ports, calls, refused, progress };
};

const change = (text: string, ports: ChangeUsersPorts, header?: string) =>
  changeUserList(text, ports, { header });

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `u${index}\n`).join('');

describe('changing users', () => {
  it('writes each ID, at most 25 a call', async () => {
    const { ports, calls, progress } = fakePorts();
    expect(await change(lines(60), ports)).toEqual({
      written: 60,
      skipped: 0,
      rows: 60,
      duplicates: 0,
      refused: 0,
      missingValues: [],
    });
    expect(calls.map((keys) => keys.length)).toEqual([25, 25, 10]);
    expect(calls.flat().sort()).toEqual(
      Array.from({ length: 60 }, (_, index) => `u${index}`).sort(),
    );
    expect(Math.max(...progress)).toBe(60);
  });

  it('writes each ID once, however often it is listed', async () => {
    const { ports, calls } = fakePorts();
    expect(await change('a\nb\n\na\n'.repeat(30), ports)).toEqual({
      written: 2,
      skipped: 0,
      rows: 90,
      duplicates: 88,
      refused: 0,
      missingValues: [],
    });
    expect(calls.flat().sort()).toEqual(['a', 'b']);
  });

  it('leaves the column’s name out, wherever it stands', async () => {
    const { ports, calls } = fakePorts();
    expect(await change('id\na\nid\n', ports, 'id')).toEqual({
      written: 1,
      skipped: 0,
      rows: 2,
      duplicates: 1,
      refused: 0,
      missingValues: [],
    });
    expect(calls).toEqual([['a']]);
  });

  it('repeats what DynamoDB hands back, until nothing is left', async () => {
    const written = new Set<string>();
    const { ports } = fakePorts({
      writeUsers: (ids) => {
        const taken = ids.slice(0, 10);
        for (const id of taken) written.add(id);
        return Promise.resolve(ids.slice(taken.length));
      },
    });
    await change(lines(60), ports);
    expect(written.size).toBe(60);
  });

  it('goes on while DynamoDB takes nothing, and fails with whatever else it answers', async () => {
    let refusals = 0;
    const { ports } = fakePorts({
      writeUsers: () => {
        refusals += 1;
        return Promise.reject(
          refusals <= 100 ? new TableThrottledError('no') : new Error('denied'),
        );
      },
    });
    await expect(change('a\n', ports)).rejects.toThrow('denied');
    expect(refusals).toBe(101);
  });

  it('names IDs that nobody can be registered under, and writes the others', async () => {
    const { ports, calls, refused } = fakePorts();
    const fits = 'é'.repeat((1024 - 2) / 2);
    const text = `a\n${fits}xx\n\n${fits}xxx\n${'y'.repeat(5000)}\n"c\nd"\nb\n`;
    expect(await change(text, ports)).toEqual({
      written: 3,
      skipped: 0,
      rows: 6,
      duplicates: 0,
      refused: 3,
      missingValues: [],
    });
    expect(calls.flat().sort()).toEqual(['a', 'b', `${fits}xx`].sort());
    expect(refused.sort()).toEqual(
      [
        ['c\nd', 'line-feed'],
        ['y'.repeat(200), 'too-long'],
        [`${fits}xxx`, 'too-long'],
      ].sort(),
    );
  });

  it('names the first 20 of them, and counts all', async () => {
    const { ports, refused } = fakePorts();
    const text = Array.from({ length: 25 }, (_, index) => `"${index}\n"\n`).join('');
    expect(await change(text, ports)).toMatchObject({ written: 0, refused: 25, missingValues: [] });
    expect(refused).toHaveLength(20);
  });
});
