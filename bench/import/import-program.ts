/** The product's importer on one message: `import-program MESSAGE`. Prints times, peak memory and result. */
import { createDeps } from '../../lambdas/importer/deps.ts';
import { importFiles } from '../../lambdas/importer/import-files.ts';
import { decodeMessage } from '../../lambdas/shared/decode-message.ts';
import { cpuMs, peakRssMb } from '../support/usage.ts';

const messages = decodeMessage(process.argv[2] ?? '', Date.now());
if ('reason' in messages) throw new Error(messages.detail);
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
const [imported] = await importFiles(messages, time, observed);
const ms = performance.now() - begun;
const used = { cpuMs: cpuMs(), peakRssMb: peakRssMb() };
console.log(JSON.stringify({ ms, durations, ...used, ...imported?.ending }));
