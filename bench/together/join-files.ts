/**
 * `node join-files.ts together|apart USERS FILE...`: a contestant. Writes the members of each file to `FILE.members`, and
 * prints what it took.
 */
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import type { FileJoin } from '../../kernel/file-join.ts';
import { JoinKernel } from '../../kernel/join-kernel.ts';
import type { UserMarks } from '../../kernel/user-marks.ts';
import { readChunks, readWholeLines } from '../join/read-lines.ts';
import { reportUsage } from '../join/report-usage.ts';

const [how, users = '', ...files] = process.argv.slice(2);
const sizeOf = (file: string): number => statSync(file).size;
const kernel = new JoinKernel();
let markMs = 0;

const joinTogether = (paths: readonly string[]): void => {
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  const shared = kernel.beginTogether(bytes, paths.length);
  const joins = paths.map((path): [string, FileJoin] => {
    const join = shared.begin(sizeOf(path));
    for (const chunk of readChunks(path)) join.write(chunk);
    join.finish();
    return [path, join];
  });
  markUsers(shared.endReading());
  for (const [path, join] of joins) writeMembers(path, join);
};

/** Reading the file of users does not count. */
const markUsers = (marks: Pick<UserMarks, 'markLines'>): void => {
  for (const lines of readWholeLines(users)) {
    const begun = performance.now();
    marks.markLines(lines);
    markMs += performance.now() - begun;
  }
};

const writeMembers = (path: string, join: FileJoin): void => {
  const output = openSync(`${path}.members`, 'w');
  const joined = join.orderMembers();
  for (const lines of joined.readLines(0, joined.count)) writeSync(output, lines);
  closeSync(output);
};

await reportUsage(
  () => {
    if (how === 'together') joinTogether(files);
    else for (const file of files) joinTogether([file]);
  },
  () => ({ markMs: Math.round(markMs) }),
);
