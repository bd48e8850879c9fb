/**
 * A whole import of a 496 MB file, in turn with DuckDB's bare join of the same lists.
 *
 *     npm run bench -- import [--small] [--without-duckdb] [--against COMMIT] [--users-by-key] [--rows N] [--runs N]
 *
 * `--users-by-key`: the other commit is of the time when users lay in one table by their key alone.
 *
 * Fails when the members that the reader finds afterwards are not DuckDB's.
 */
import { join } from 'node:path';
import { createBenchAudience } from '../loopback/bench-audience.ts';
import { tableNames } from '../loopback/names.ts';
import { writeRows, writeUsers } from '../loopback/data/write-files.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { inTurn } from '../support/in-turn.ts';
import { median } from '../support/median.ts';
import { checkOut } from '../support/check-out.ts';
import { against, isSmall, numberGiven, runs as usualRuns } from '../support/options.ts';
import { readBackDigest } from '../support/read-back.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { type DuckdbRun, runDuckdb } from './run-duckdb.ts';
import { createRunImport, type ImportRun, type RunImport } from './run-import.ts';

const rows = numberGiven('--rows') ?? (isSmall ? 100_000 : 16_000_000);
const runs = numberGiven('--runs') ?? usualRuns;
const size = { rows, users: rows * 1.25 };
const withDuckdb = !process.argv.includes('--without-duckdb');

const work = createWorkDirectory();

const createRunBefore = (commit: string): Promise<RunImport> => {
  const path = checkOut(commit, work.path);
  const usersTable = process.argv.includes('--users-by-key')
    ? tableNames.usersByKey
    : tableNames.users;
  return createRunImport(path('.'), path('bench/import/import-program.ts'), usersTable);
};

const rowOf = ({ ms, cpuMs, peakRssMb, durations }: ImportRun) => ({
  ms: Math.round(ms),
  ...durations,
  cpuMs,
  peakRssMb,
});

const usersFile = join(work.path, 'users.csv');
writeRows(work.rowsFile, size);
if (withDuckdb) writeUsers(usersFile, size.users);
const loopback = await startLoopback({
  directory: work.inbox,
  users: size.users,
  withoutOthers: true,
});
try {
  const audience = await createBenchAudience(loopback);
  const runImport = await createRunImport(work.path);
  const runBefore = against === undefined ? undefined : await createRunBefore(against);

  // The servers render their pages when they are first asked for: a run that does not count.
  await runImport(loopback, audience);
  const readBack = await readBackDigest(loopback);

  const ours: ImportRun[] = [];
  const before: ImportRun[] = [];
  const duckdb: DuckdbRun[] = [];
  await inTurn(runs, [
    async () => {
      ours.push(await runImport(loopback, audience));
      assertSame('members', { readBack, published: ours.at(-1)?.digest });
    },
    async () => {
      if (!runBefore) return;
      before.push(await runBefore(loopback, audience));
      assertSame('members', { readBack, before: before.at(-1)?.digest });
    },
    async () => {
      if (!withDuckdb) return;
      duckdb.push(await runDuckdb(work, usersFile));
      assertSame('members', { readBack, duckdb: duckdb.at(-1)?.digest });
    },
  ]);

  console.table(ours.map((run, place) => ({ ...rowOf(run), duckdbJoinMs: duckdb[place]?.ms })));
  if (runBefore) console.table(before.map(rowOf));
  const ms = Math.round(median(ours.map((run) => run.ms)));
  const duckdbJoinMs = withDuckdb ? Math.round(median(duckdb.map((run) => run.ms))) : null;
  const [first] = ours;
  if (!first) throw new Error('nothing ran');
  const { members, usage } = first;
  console.log(
    JSON.stringify({
      bench: 'import',
      rows,
      users: size.users,
      members,
      ms,
      duckdbJoinMs,
      ratio: duckdbJoinMs === null ? null : Number((ms / duckdbJoinMs).toFixed(2)),
      writeUnits: usage.writeUnits,
      readUnits: usage.readUnits,
      unitsPerMember: Number((usage.writeUnits / members).toFixed(5)),
      peakRssMb: median(ours.map((run) => run.peakRssMb)),
      ...(runBefore && {
        against,
        beforeMs: Math.round(median(before.map((run) => run.ms))),
        cpuMs: median(ours.map((run) => run.cpuMs)),
        beforeCpuMs: median(before.map((run) => run.cpuMs)),
        beforePeakRssMb: median(before.map((run) => run.peakRssMb)),
      }),
    }),
  );
} finally {
  await loopback.stop();
  work.remove();
}
