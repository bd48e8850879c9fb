import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Contestant, runJoin } from '../../../bench/join/run-join.ts';
import { createWorkDirectory, type WorkDirectory } from '../../../bench/support/work-directory.ts';

const run = promisify(execFile);
const bench = fileURLToPath(new URL('../../../bench', import.meta.url));
const size = { rows: 400, users: 500 };

const usage = { ms: 1, againMs: 2, cpuMs: 3, peakRssMb: 4, kiloPages: 5 };

let folder: string;
let work: WorkDirectory;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-test-'));
  work = createWorkDirectory();
});
afterEach(async () => {
  work.remove();
  await rm(folder, { recursive: true });
});

/** Joins with a Set; `change` may spoil the list of members. */
const contestant = async (name: string, change = ''): Promise<Contestant> => {
  const path = join(folder, `${name}.mjs`);
  await writeFile(
    path,
    `import { readFileSync, writeFileSync } from 'node:fs';
    const [file, users, found] = process.argv.slice(-3);
    const linesOf = (path) => readFileSync(path, 'latin1').split('\\n').slice(0, -1);
    const registered = new Set(linesOf(users));
    const members = linesOf(file).filter((id) => registered.has(id));
    ${change};
    writeFileSync(found, members.map((id) => id + '\\n').join(''));
    console.log(JSON.stringify(${JSON.stringify(usage)}));`,
  );
  return { name, path };
};

describe('the benchmark of the join', () => {
  it('accepts the members in any order', async () => {
    const contestants = [
      await contestant('sorted', 'members.sort()'),
      await contestant('reversed', 'members.reverse()'),
    ];
    const usages = await runJoin(contestants, size, 2, work);
    expect([...usages.keys()]).toEqual(['sorted', 'reversed']);
    expect(usages.get('sorted')).toEqual(usage);
  });

  it.each([
    ['misses one', 'members.pop()'],
    ['has one twice', 'members.push(members[0])'],
    ['has one twice instead of another', 'members[1] = members[0]'],
    ['has one that differs in a character', 'members[7] = members[7].slice(0, -1) + "~"'],
  ])('fails when a contestant %s', async (_, change) => {
    const contestants = [await contestant('good'), await contestant('bad', change)];
    await expect(runJoin(contestants, size, 1, work)).rejects.toThrow(/^bad /);
  });

  // A person who has not run a benchmark yet need not download a database to test.
  const hasDuckdb = existsSync(join(bench, 'node_modules/@duckdb/node-api'));
  const [itWithDuckdb, reason] =
    hasDuckdb || process.env.CI !== undefined
      ? [it, '']
      : [it.skip, ' (skipped: bench/node_modules is missing)'];

  itWithDuckdb(`runs small, leaves no files, prints its result last${reason}`, async () => {
    const { stdout } = await run(process.execPath, [join(bench, 'run.ts'), 'join', '--small'], {
      env: { ...process.env, TMPDIR: folder },
    });
    const figure = expect.any(Number);
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      bench: 'join',
      rows: 160_000,
      users: 200_000,
      members: 120_000,
      kernelMs: figure,
      kernelThreads: 2,
      duckdbMs: figure,
      ratio: figure,
      kernelPeakRssMb: figure,
      duckdbPeakRssMb: figure,
      oneThreadMs: figure,
      oneThreadRatio: figure,
      kernelAgainMs: figure,
      duckdbAgainMs: figure,
      againRatio: figure,
      oneThreadAgainMs: figure,
      oneThreadAgainRatio: figure,
    });
    const left = await readdir(folder);
    expect(left.filter((name) => name.startsWith('audience-import-bench-'))).toEqual([]);
  });
});
