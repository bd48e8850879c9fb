import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InterruptedError } from '../../../bin/cli/terminal/interrupt.ts';
import { calmly, changeUserList, withUserList } from '../../support/user-lists.ts';

/** A list that has broken off: what was written, and where it is to be gone on with. */
interface Broken {
  written: string[];
  line: number | undefined;
}

/** A table that takes all users, and notes them. */
const noting = () => {
  const written: string[] = [];
  const ports = {
    ...calmly,
    writeUsers: (ids: readonly string[]) => {
      written.push(...ids);
      return Promise.resolve([]);
    },
  };
  return { written, ports };
};

/** A table that fails for good, or an operator who ends the command, after so many calls. */
const breakAfter = async (
  content: string,
  calls: number,
  options: { fromLine?: number; leastBytes: number },
): Promise<Broken> => {
  const written: string[] = [];
  const broken: Broken = { written, line: undefined };
  let made = 0;
  const changes = changeUserList(
    content,
    {
      ...calmly,
      writeUsers: async (ids) => {
        made += 1;
        const number = made;
        // Later calls end before earlier ones do.
        for (let turn = 0; turn < (number % 3) * 2; turn += 1) await Promise.resolve();
        if (number > calls) throw new Error('denied');
        written.push(...ids);
        return [];
      },
      onBroken: (line) => {
        broken.line = line;
      },
    },
    options,
  );
  await changes.catch((error: unknown) => {
    expect(error).toEqual(new Error('denied'));
  });
  return broken;
};

const idsOf = (content: string): Promise<string[]> =>
  withUserList(content, {}, (users) => Promise.resolve([...users.file.ids(1_000)].flat().sort()));

const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => `u${index}\n`).join('');

describe('a list of users that breaks off', () => {
  it('says up to which line all is written', async () => {
    const content = lines(1_000);
    const { written, line } = await breakAfter(content, 9, { leastBytes: 100 });
    const before = content.split('\n').slice(0, line! - 1);
    expect(before.length).toBeGreaterThan(100);
    expect(written).toEqual(expect.arrayContaining(before));
  });

  it('ends with each ID written once from the line on, whatever stands in it and wherever it breaks', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.integer({ min: 0, max: 30 }).map((number) => `id-${number}`),
            fc.constantFrom(
              '',
              '"a ""quoted"" one"',
              '"two\n lines"',
              '\ufeffmarked',
              'sep=,',
              'x,',
            ),
          ),
          { minLength: 1, maxLength: 80 },
        ),
        fc.constantFrom('\n', '\r\n'),
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 60 }),
        async (rows, end, calls, leastBytes) => {
          const content = rows.join(end);
          const all = (await idsOf(content)).filter((id) => !id.includes('\n'));
          const first = await breakAfter(content, calls, { leastBytes });
          if (first.line === undefined) {
            expect(first.written.sort()).toEqual(all);
            return;
          }
          const rest = await breakAfter(content, Number.POSITIVE_INFINITY, {
            fromLine: first.line,
            leastBytes,
          });
          expect(rest.line).toBeUndefined();
          expect(new Set(rest.written).size).toBe(rest.written.length);
          expect([...new Set([...first.written, ...rest.written])].sort()).toEqual(all);
        },
      ),
      { numRuns: 300 },
    ));

  it('goes on in the column that the project names', async () => {
    const content = `sep=,\nname,id\n${Array.from({ length: 90 }, (_, index) => `Ann,u${index}\n`).join('')}`;
    const { written, ports } = noting();
    const options = { project: { idColumn: 'id' }, leastBytes: 40, fromLine: 12 };
    expect(await changeUserList(content, ports, options)).toMatchObject({
      written: 81,
      skipped: 9,
    });
    expect(written).not.toContain('u8');
    expect(written).toContain('u9');
  });

  it('says so when it is interrupted, too, and begins no other call', async () => {
    const interruption = new AbortController();
    let line: number | undefined;
    let calls = 0;
    const changes = changeUserList(
      lines(1_000),
      {
        ...calmly,
        signal: interruption.signal,
        writeUsers: () => {
          calls += 1;
          if (calls === 20) interruption.abort(new InterruptedError());
          return Promise.resolve([]);
        },
        onBroken: (at) => {
          line = at;
        },
      },
      { leastBytes: 100 },
    );
    await expect(changes).rejects.toThrow('It was interrupted.');
    expect(line).toBeGreaterThan(1);
    expect(calls).toBe(20);
  });

  it.each([
    ['that is not there', 'a\nb\n', 4, 'The file has no line 4.'],
    ['within a quoted ID', 'a\n"b\nc"\nd\n', 3, 'Line 3 lies within a quoted ID'],
  ])('writes nothing from a line %s', async (_, content, fromLine, reason) => {
    const { written, ports: takingAll } = noting();
    const ports = {
      ...takingAll,
      onBroken: () => {
        throw new Error('nothing is to be gone on with');
      },
    };
    await expect(changeUserList(content, ports, { fromLine })).rejects.toThrow(reason);
    expect(written).toEqual([]);
  });
});
