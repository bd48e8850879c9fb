/** `node join-by-kernel.ts THREADS FILE USERS MEMBERS`: a contestant. */
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import { reportUsage } from './report-usage.ts';

const [threads, file = '', users = '', members = ''] = process.argv.slice(2);
const lineFeed = 0x0a;
const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

/** Valid until the next one is asked for. */
function* readChunks(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, 'r');
  for (;;) {
    const length = readSync(descriptor, buffer);
    if (length === 0) break;
    yield buffer.subarray(0, length);
  }
  closeSync(descriptor);
}

/** The same, cut behind a line feed. */
function* readWholeLines(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, 'r');
  let held = 0;
  for (;;) {
    const length = readSync(descriptor, buffer, { offset: held });
    if (length === 0) break;
    const end = held + length;
    const linesEnd = buffer.lastIndexOf(lineFeed, end - 1) + 1;
    yield buffer.subarray(0, linesEnd);
    buffer.copyWithin(0, linesEnd, end);
    held = end - linesEnd;
  }
  closeSync(descriptor);
}

let kernel: JoinKernel | undefined;

await reportUsage(() => {
  kernel ??= new JoinKernel(threads === '2' ? { secondThreadFrom: 0 } : {});
  const join = kernel.begin(statSync(file).size);
  for (const bytes of readChunks(file)) join.write(bytes);
  join.finish();
  for (const lines of readWholeLines(users)) join.markLines(lines);
  const joined = join.orderMembers();
  const output = openSync(members, 'w');
  for (const lines of joined.readLines(0, joined.count)) writeSync(output, lines);
  closeSync(output);
});
