/**
 * How the import grows: 1, 2, 4, 8 and 16 million rows, 1.25 times as many users.
 *
 *     npm run bench -- growth [--small]
 */
import { createRunImport } from '../import/run-import.ts';
import { createBenchAudience } from '../loopback/bench-audience.ts';
import { writeRows } from '../loopback/data/write-files.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { fitExponent } from './fit-exponent.ts';

const unit = isSmall ? 1_000 : 1_000_000;
const sizes = [1, 2, 4, 8, 16].map((factor) => ({
  rows: factor * unit,
  users: factor * unit * 1.25,
}));

/** Each size with a bucket and tables of its own, so that they can be run in turn. */
const prepare = async (size: (typeof sizes)[number]) => {
  const work = createWorkDirectory();
  writeRows(work.rowsFile, size);
  const loopback = await startLoopback({ directory: work.inbox, users: size.users });
  const audience = await createBenchAudience(loopback);
  return { ...size, work, loopback, audience, times: new Array<number>() };
};

const points: Awaited<ReturnType<typeof prepare>>[] = [];
try {
  for (const size of sizes) points.push(await prepare(size));
  const runImport = await createRunImport(points[0]?.work.path ?? '');
  // The servers render their pages when they are first asked for: a run that does not count.
  for (const { loopback, audience } of points) await runImport(loopback, audience);
  for (let run = 0; run < runs; run += 1)
    for (const { loopback, audience, times } of points)
      times.push(Math.round((await runImport(loopback, audience)).ms));

  console.table(points.map(({ rows, users, times }) => ({ rows, users, times: times.join(' ') })));
  const medians = points.map(({ rows, times }) => ({ rows, ms: median(times) }));
  console.log(
    JSON.stringify({
      bench: 'growth',
      points: medians,
      exponent: Number(fitExponent(medians).toFixed(3)),
    }),
  );
} finally {
  for (const { loopback, work } of points) {
    await loopback.stop();
    work.remove();
  }
}
