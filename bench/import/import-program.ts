/** The product's importer on one message: `import-program MESSAGE`. Prints time, peak memory and result. */
import { createDeps } from '../../lambdas/importer/deps.ts';
import { importFile } from '../../lambdas/importer/import-file.ts';
import { importMessageSchema } from '../../lambdas/shared/contract.ts';
import { peakRssMb } from '../support/peak-rss.ts';

const message = importMessageSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { ports } = createDeps();
const timeout = 900_000;
const time = { claimUntil: Date.now() + timeout, signal: AbortSignal.timeout(timeout) };
const begun = performance.now();
const result = await importFile(message, time, ports);
const ms = performance.now() - begun;
console.log(JSON.stringify({ ms, peakRssMb: peakRssMb(), ...result }));
