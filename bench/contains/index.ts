/**
 * Is this user in? Lookups by the reader in an audience of 12 million, half of them of members.
 *
 *     npm run bench -- contains [--small]
 */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createRunImport } from '../import/run-import.ts';
import { createBenchAudience } from '../loopback/bench-audience.ts';
import { writeRows } from '../loopback/data/write-files.ts';
import type { Usage } from '../loopback/meter.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { runProgram } from '../support/run-program.ts';
import { createWorkDirectory } from '../support/work-directory.ts';

const rows = isSmall ? 4_000 : 16_000_000;
const size = { rows, users: rows * 1.25 };
const lookups = isSmall ? 1_000 : 100_000;

const program = fileURLToPath(new URL('./contains-program.ts', import.meta.url));
const resultSchema = z.object({ ms: z.number(), found: z.number(), members: z.number() });

const work = createWorkDirectory();
writeRows(work.rowsFile, size);
const loopback = await startLoopback({ directory: work.inbox, users: size.users });
try {
  const runImport = await createRunImport(work.path);
  await runImport(loopback, await createBenchAudience(loopback));
  const path = await bundleProgram(program, work.path);
  const environment = contestantEnvironment(loopback.endpoints);

  const results: (z.infer<typeof resultSchema> & Usage)[] = [];
  for (let run = 0; run < runs; run += 1) {
    await loopback.resetUsage();
    const result = await runProgram(
      { path, arguments: [rows, size.users, lookups].map(String), environment },
      resultSchema,
    );
    assertSame('members found', { found: result.found, asked: lookups / 2 });
    results.push({ ...result, ...(await loopback.usage()) });
  }
  console.table(
    results.map(({ ms, members, readUnits, gets, getsAtHalfUnit }) => ({
      members,
      readUnits,
      atHalfUnit: `${((100 * getsAtHalfUnit) / gets).toFixed(2)} %`,
      ms: Math.round(ms),
    })),
  );
  console.log(
    JSON.stringify({
      bench: 'contains',
      lookups,
      readUnits: results[0]?.readUnits,
      ms: Math.round(median(results.map(({ ms }) => ms))),
    }),
  );
} finally {
  await loopback.stop();
  work.remove();
}
