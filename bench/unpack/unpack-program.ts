/** Reads a file as the importer does: `unpack-program FILE`. Prints times, peak memory and what the file says. */
import { createReadStream, statSync } from 'node:fs';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import { readFile } from '../../lambdas/importer/read-file.ts';
import { cpuMs, peakRssMb } from '../support/usage.ts';

const path = process.argv[2] ?? '';

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  // About as large as what comes from a socket.
  for await (const some of createReadStream(file, { highWaterMark: 65_536 }))
    if (Buffer.isBuffer(some)) yield some;
}

const kernel = new JoinKernel({ secondThreadFrom: 16 * 1024 * 1024 });
const begun = performance.now();
const { counts } = await readFile(
  { bytes: statSync(path).size, body: chunksOf(path), crc64: undefined },
  kernel,
  new AbortController().signal,
);
const ms = performance.now() - begun;
const used = { cpuMs: cpuMs(), peakRssMb: peakRssMb() };
await kernel.end();
console.log(JSON.stringify({ ms, ...used, rows: counts.rows, distinct: counts.distinct }));
