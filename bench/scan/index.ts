/**
 * One run of the scanner over 100,000 files of 50 projects, 1 % of them changed.
 *
 *     npm run bench -- scan [--small]
 */
import { assertSame } from '../support/assert-same.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { createRunScan, type ScanRun } from './run-scan.ts';

const size = isSmall
  ? { projects: 5, filesPerProject: 200 }
  : { projects: 50, filesPerProject: 2_000 };
const files = size.projects * size.filesPerProject;

const work = createWorkDirectory();
try {
  const runScan = await createRunScan(work.path);
  const results: ScanRun[] = [];
  for (let run = 0; run < runs; run += 1) {
    const result = await runScan(size);
    const { seen, changed, sent, received } = result;
    assertSame('files', { seen, files });
    assertSame('changed files', { changed, sent, received, expected: files / 100 });
    results.push(result);
  }
  console.table(
    results.map(({ ms, peakRssMb, ...counts }) => ({ ...counts, ms: Math.round(ms), peakRssMb })),
  );
  console.log(
    JSON.stringify({
      bench: 'scan',
      files,
      ms: Math.round(median(results.map(({ ms }) => ms))),
      peakRssMb: median(results.map(({ peakRssMb }) => peakRssMb)),
    }),
  );
} finally {
  work.remove();
}
