/** The product's importer on one message: `import-program MESSAGE`. Prints times, peak memory and result. */
import { createDeps } from '../../lambdas/importer/deps.ts';
import { importFile } from '../../lambdas/importer/import-file.ts';
import { importMessageSchema } from '../../lambdas/shared/contract.ts';
import { cpuMs, peakRssMb } from '../support/usage.ts';

const message = importMessageSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { ports } = createDeps();
let durations = {};
const observed: typeof ports = {
  ...ports,
  recordImport: (begun, ending) => {
    durations = begun.attempt.durations;
    return ports.recordImport(begun, ending);
  },
};
const timeout = 900_000;
const deadline = Date.now() + timeout;
const time = { claimUntil: deadline, deadline, signal: AbortSignal.timeout(timeout) };
const begun = performance.now();
const result = await importFile(message, time, observed);
const ms = performance.now() - begun;
const used = { cpuMs: cpuMs(), peakRssMb: peakRssMb() };
console.log(JSON.stringify({ ms, durations, ...used, ...result }));
