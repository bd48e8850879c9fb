/** `second-thread-program BYTES…`: prints, for files of these lengths, how many threads the importer has started by then. */
import { setImmediate as turn } from 'node:timers/promises';
import { createDeps } from '../../../lambdas/importer/deps.ts';

let threads = 0;
process.on('worker', () => {
  threads += 1;
});

const { kernel } = createDeps().ports;
const started: number[] = [];
for (const bytes of process.argv.slice(2).map(Number)) {
  const file = kernel.begin(bytes);
  // The event comes after the call.
  await turn();
  file.write(Buffer.from('a\n'.repeat(1000)));
  if (file.finish().rows !== 1000) throw new Error('the file was not read');
  started.push(threads);
}
console.log(JSON.stringify(started));
