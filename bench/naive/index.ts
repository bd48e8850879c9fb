/**
 * The product against what most stacks do: csv-parse, BatchGetItem, one item a member.
 *
 *     npm run bench -- naive [--small] [--sweep]
 *
 * `--sweep` runs the naive import at each concurrency first, once.
 */
import { createRunImport, type ImportRun } from '../import/run-import.ts';
import { createBenchAudience } from '../loopback/bench-audience.ts';
import { writeRows } from '../loopback/data/write-files.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { readBackDigest } from '../support/read-back.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { createRunNaive, type NaiveRun } from './run-naive.ts';

const rows = isSmall ? 4_000 : 200_000;
const size = { rows, users: rows * 1.25 };
/** The best of the sweep; from 4 to 48 it makes little difference. */
const concurrency = 4;
const swept = [1, 2, 4, 8, 16, 32, 48];

const work = createWorkDirectory();
writeRows(work.rowsFile, size);
const loopback = await startLoopback({ directory: work.inbox, users: size.users });
try {
  const audience = await createBenchAudience(loopback);
  const runImport = await createRunImport(work.path);
  const runNaive = await createRunNaive(work.path);

  if (process.argv.includes('--sweep')) {
    const sweep = [];
    for (const calls of swept)
      sweep.push({ calls, ms: Math.round((await runNaive(loopback, calls)).ms) });
    console.table(sweep);
  }

  const naive: NaiveRun[] = [];
  const ours: ImportRun[] = [];
  for (let run = 0; run < runs; run += 1) {
    naive.push(await runNaive(loopback, concurrency));
    ours.push(await runImport(loopback, audience));
    assertSame('members', {
      naive: naive.at(-1)?.digest,
      ours: ours.at(-1)?.digest,
      readBack: await readBackDigest(loopback),
    });
  }
  console.table(
    naive.map(({ ms }, run) => ({
      naiveMs: Math.round(ms),
      oursMs: Math.round(ours[run]?.ms ?? Number.NaN),
    })),
  );
  const naiveMs = Math.round(median(naive.map(({ ms }) => ms)));
  const oursMs = Math.round(median(ours.map(({ ms }) => ms)));
  console.log(
    JSON.stringify({
      bench: 'naive',
      rows,
      naiveMs,
      oursMs,
      speedup: Number((naiveMs / oursMs).toFixed(1)),
      naiveWriteUnits: naive[0]?.writeUnits,
      oursWriteUnits: ours[0]?.usage.writeUnits,
    }),
  );
} finally {
  await loopback.stop();
  work.remove();
}
