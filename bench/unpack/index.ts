/**
 * Reading a file that is packed, against the same file as it is: from a disk into the kernel, as the importer does.
 *
 *     npm run bench -- unpack [--small]
 *
 * Fails when a packed file says something else.
 */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip, createZstdCompress } from 'node:zlib';
import { z } from 'zod';
import { writeRows } from '../loopback/data/write-files.ts';
import { assertSame } from '../support/assert-same.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { inTurn } from '../support/in-turn.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { runProgram } from '../support/run-program.ts';
import { createWorkDirectory } from '../support/work-directory.ts';

const rows = isSmall ? 100_000 : 16_000_000;

const runSchema = z.object({
  ms: z.number(),
  cpuMs: z.number(),
  peakRssMb: z.number(),
  rows: z.number(),
  distinct: z.number(),
});
type Run = z.infer<typeof runSchema>;

const work = createWorkDirectory();
try {
  const plain = work.rowsFile;
  writeRows(plain, { rows, users: rows * 1.25 });
  const files = { plain, gzip: `${plain}.gz`, zstd: `${plain}.zst` };
  await pipeline(createReadStream(plain), createGzip(), createWriteStream(files.gzip));
  await pipeline(createReadStream(plain), createZstdCompress(), createWriteStream(files.zstd));
  const program = fileURLToPath(new URL('./unpack-program.ts', import.meta.url));
  const path = await bundleProgram(program, work.path);

  const measured = new Map<string, Run[]>();
  const read = async (name: string, file: string): Promise<void> => {
    const run = await runProgram({ path, arguments: [file], environment: {} }, runSchema);
    assertSame('rows', { written: rows, [name]: run.rows });
    assertSame('IDs', { written: rows, [name]: run.distinct });
    measured.set(name, [...(measured.get(name) ?? []), run]);
  };
  await inTurn(
    runs,
    Object.entries(files).map(
      ([name, file]) =>
        () =>
          read(name, file),
    ),
  );

  const figures = Array.from(measured, ([name, of]) => ({
    name,
    ms: Math.round(median(of.map(({ ms }) => ms))),
    cpuMs: median(of.map((run) => run.cpuMs)),
    peakRssMb: median(of.map((run) => run.peakRssMb)),
  }));
  console.table(figures);
  const megabytes = Object.entries(files).map(([name, file]): [string, number] => [
    name,
    Math.round(statSync(file).size / 2 ** 20),
  ]);
  const [first] = figures;
  const ratios = figures.map(({ name, ms }): [string, number] => [
    name,
    Number((ms / (first?.ms ?? 0)).toFixed(2)),
  ]);
  console.log(
    JSON.stringify({
      bench: 'unpack',
      rows,
      megabytes: Object.fromEntries(megabytes),
      figures,
      ratios: Object.fromEntries(ratios),
    }),
  );
} finally {
  work.remove();
}
