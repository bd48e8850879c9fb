import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const run = promisify(execFile);

/** What the benchmark prints last. It fails by itself when a contestant finds other members. */
const bench = async (name: string, ...options: string[]): Promise<unknown> => {
  const program = `bench/${name}/index.ts`;
  const { stdout } = await run(process.execPath, [program, '--small', ...options]);
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
};

describe('the benchmark', () => {
  // DuckDB is installed with bench/, not with the repository.
  it('import reports time, units and memory of an import by scan', async () => {
    const users = 125_000;
    expect(await bench('import', '--without-duckdb')).toEqual({
      bench: 'import',
      rows: 100_000,
      users,
      members: 75_000,
      ms: expect.any(Number),
      duckdbJoinMs: null,
      ratio: null,
      writeUnits: expect.any(Number),
      // 12 pages of at most 10,485 users of 100 bytes at half a unit for 4 KB; 52 of 64 shards are empty. The diagnosis looks up
      // 100 IDs in other forms.
      readUnits: 11 * 128 + 118 + 52 * 0.5 + 100 * 0.5,
      unitsPerMember: expect.closeTo(0.0265, 3),
      peakRssMb: expect.any(Number),
    });
  });

  it('unpack reports that packed files say the same', async () => {
    expect(await bench('unpack')).toMatchObject({
      bench: 'unpack',
      rows: 100_000,
      ratios: { plain: 1, gzip: expect.any(Number), zstd: expect.any(Number) },
    });
  });

  it('crowd reports what part of the units imports use side by side', async () => {
    const used = { used: expect.any(Number), whileShort: null };
    expect(await bench('crowd')).toEqual({
      bench: 'crowd',
      imports: 3,
      rows: 10_000,
      users: 12_500,
      seconds: expect.any(Number),
      readUnits: expect.any(Number),
      writeUnits: expect.any(Number),
      shareOfReads: used,
      shareOfWrites: used,
      peakRssMb: expect.any(Number),
    });
  });

  // What it runs against is in the history, and in no copy of a commit alone.
  it('night reports what one message for many files takes', async () => {
    const sizes = { files: 3, rows: 20_000, users: 60_000 };
    const options = Object.entries(sizes).flatMap(([name, value]) => [`--${name}`, String(value)]);
    expect(await bench('night', '--without-before', ...options)).toMatchObject({
      bench: 'night',
      ...sizes,
      messages: 1,
      ms: expect.any(Number),
      // The users once: five whole pages, a page of 7,575, and 58 shards that are empty. A diagnosis of each file looks up 100 IDs
      // in other forms.
      readUnits: 5 * 128 + 92.5 + 58 * 0.5 + 3 * 100 * 0.5,
      peakRssMb: expect.any(Number),
    });
  });

  it('together reports files that share a table against one join after the other', async () => {
    const figure = expect.any(Number);
    expect(await bench('together', '--runs', '1')).toEqual({
      bench: 'together',
      files: 4,
      rows: 10_000,
      users: 100_000,
      membersOfEach: 7_500,
      ms: figure,
      apartMs: figure,
      ratio: figure,
      cpuMs: figure,
      apartCpuMs: figure,
      againMs: figure,
      apartAgainMs: figure,
      againRatio: figure,
      peakRssMb: figure,
      apartPeakRssMb: figure,
      probedIds: 10_016,
      probeNs: figure,
      probeNsOf32: figure,
    });
  });

  // As above.
  it('refresh reports what refreshes and the collector take, and that differences cost little', async () => {
    const options = ['--without-before', '--churn-per-mille', '10', '--members', '20000'];
    const result = await bench('refresh', ...options, '--refreshes', '2');
    expect(result).toEqual({
      bench: 'refresh',
      members: 20_000,
      churn: 0.01,
      refreshes: 2,
      writeUnits: expect.any(Number),
      ms: expect.any(Number),
      readUnits: expect.any(Number),
    });
    // Two chunks each time, and one of the first deleted; whole versions have 134.
    expect((result as { writeUnits: number }).writeUnits).toBeLessThan(100);
  });

  it('read reports how fast members are read against the bare work, and what questions cost', async () => {
    const figure = expect.any(Number);
    expect(await bench('read')).toEqual({
      bench: 'read',
      members: 7_500,
      questions: 100,
      idsPerSecond: {
        bare: figure,
        batches: figure,
        ids: figure,
        bareOfDifference: figure,
        batchesOfDifference: figure,
        idsOfDifference: figure,
      },
      readsAtHalfUnit: expect.closeTo(0.95, 1),
      readsOfDifferenceAtHalfUnit: expect.closeTo(0.95, 1),
      unitsPerQuestion: {
        // Nearly all chunks take half a unit, and nearly all questions to a difference two of them.
        contains: expect.closeTo(0.5, 1),
        containsOfDifference: expect.closeTo(1, 1),
        // 100 questions to some 50 chunks.
        containsMany: expect.closeTo(0.2, 1),
        containsManyOfDifference: expect.closeTo(0.2, 1),
      },
    });
  });

  it('naive reports the same members at one write unit each', async () => {
    expect(await bench('naive')).toEqual({
      bench: 'naive',
      rows: 4_000,
      naiveMs: expect.any(Number),
      oursMs: expect.any(Number),
      speedup: expect.any(Number),
      naiveWriteUnits: 3_000,
      oursWriteUnits: expect.any(Number),
    });
  });

  it('screen reports what it takes to draw each of its views', async () => {
    const figures = { ms: expect.any(Number), bytes: expect.any(Number) };
    expect(await bench('screen')).toEqual({
      bench: 'screen',
      audiences: 15,
      wholeUnits: 9,
      // The projects, what scans have seen, notices, and addresses that are refused: half a unit each, where there is one.
      projects: { ...figures, units: 1 },
      project: { ...figures, units: 4.5 },
      audience: { ...figures, units: 2 },
      largeProject: { ...figures, units: 29.5 },
    });
  });
});
