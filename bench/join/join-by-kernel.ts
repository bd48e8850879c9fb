/** `node join-by-kernel.ts THREADS FILE USERS MEMBERS`: a contestant. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import { readChunks, readWholeLines } from './read-lines.ts';
import { reportUsage } from './report-usage.ts';

const [threads, file = '', users = '', members = ''] = process.argv.slice(2);

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
