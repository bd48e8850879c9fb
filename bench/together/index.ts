/**
 * The kernel alone on one thread: 16 files of 1,000,000 IDs in one table, against one join after the other with the same 20
 * million users. Half of each file's IDs are in others, too. Then what it takes to look for a user among as many IDs, where
 * they are of 1 file and where they are of 32.
 *
 *     npm run bench -- together [--small] [--files N] [--rows N] [--users N] [--runs N]
 *
 * Fails when a file has other members than it was made of.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MemberSet, readMemberSet } from '../join/member-set.ts';
import { WrongMembersError } from '../join/run-join.ts';
import { idOf } from '../loopback/data/user-ids.ts';
import { membersOf, writeLines, writeUsers } from '../loopback/data/write-files.ts';
import { inTurn } from '../support/in-turn.ts';
import { createLists } from '../support/lists.ts';
import { median } from '../support/median.ts';
import { isSmall, numberGiven, runs as usualRuns } from '../support/options.ts';
import { runProgram } from '../support/run-program.ts';
import { createWorkDirectory } from '../support/work-directory.ts';

const size = {
  files: numberGiven('--files') ?? (isSmall ? 4 : 16),
  rows: numberGiven('--rows') ?? (isSmall ? 10_000 : 1_000_000),
  users: numberGiven('--users') ?? (isSmall ? 100_000 : 20_000_000),
};
const runs = numberGiven('--runs') ?? usualRuns;
const sharedShare = 0.5;
/** As many files as one table holds. */
const probedFiles = 32;

const program = fileURLToPath(new URL('./join-files.ts', import.meta.url));
const resultSchema = z.object({
  ms: z.number(),
  againMs: z.number(),
  markMs: z.number(),
  cpuMs: z.number(),
  peakRssMb: z.number(),
});
type Result = z.infer<typeof resultSchema>;

const work = createWorkDirectory();
const users = join(work.path, 'users.csv');

/** A file, and the users that a join has to find in it. */
interface List {
  path: string;
  members: MemberSet;
}

const writeList = (name: string, rows: number, userAt: (row: number) => number): List => {
  const path = join(work.path, `${name}.csv`);
  writeLines(path, rows, userAt);
  const members = new MemberSet();
  for (let row = 0; row < rows; row += 1) {
    const user = userAt(row);
    if (user < size.users) members.add(Buffer.from(idOf(user)));
  }
  return { path, members };
};

const joinLists = async (how: 'together' | 'apart', all: readonly List[]): Promise<Result> => {
  const paths = all.map(({ path }) => path);
  const result = await runProgram(
    { path: program, arguments: [how, users, ...paths], environment: {} },
    resultSchema,
  );
  for (const { path, members } of all) {
    const found = `${path}.members`;
    if (!(await readMemberSet(found)).equals(members))
      throw new WrongMembersError(`${how}: ${path} has other members than it was made of`);
    rmSync(found);
  }
  return result;
};

try {
  writeUsers(users, size.users);
  const { userAt } = createLists(size, sharedShare);
  const lists = Array.from({ length: size.files }, (_, file) =>
    writeList(`list-${file}`, size.rows, (row) => userAt(file, row)),
  );
  const together: Result[] = [];
  const apart: Result[] = [];
  await inTurn(runs, [
    async () => {
      together.push(await joinLists('together', lists));
    },
    async () => {
      apart.push(await joinLists('apart', lists));
    },
  ]);
  for (const { path } of lists) rmSync(path);

  const partRows = Math.ceil(size.rows / probedFiles);
  const rows = partRows * probedFiles;
  const whole = createLists({ files: 1, rows, users: size.users });
  const one = [writeList('whole', rows, (row) => whole.userAt(0, row))];
  const parts = Array.from({ length: probedFiles }, (_, part) =>
    writeList(`part-${part}`, partRows, (row) => whole.userAt(0, part * partRows + row)),
  );
  const ofOne: Result[] = [];
  const ofMany: Result[] = [];
  await inTurn(runs, [
    async () => {
      ofOne.push(await joinLists('together', one));
    },
    async () => {
      ofMany.push(await joinLists('together', parts));
    },
  ]);

  const medianOf = (results: readonly Result[], figure: keyof Result): number =>
    median(results.map((result) => result[figure]));
  const ratioOf = (longer: number, shorter: number): number =>
    Number((longer / shorter).toFixed(2));
  const probeNs = (results: readonly Result[]): number =>
    Math.round((medianOf(results, 'markMs') * 1e6) / size.users);
  console.table({
    together: together.at(-1),
    apart: apart.at(-1),
    [`${rows} IDs of 1 file`]: ofOne.at(-1),
    [`${rows} IDs of ${probedFiles} files`]: ofMany.at(-1),
  });
  const [ms, apartMs] = [medianOf(together, 'ms'), medianOf(apart, 'ms')];
  const [againMs, apartAgainMs] = [medianOf(together, 'againMs'), medianOf(apart, 'againMs')];
  console.log(
    JSON.stringify({
      bench: 'together',
      ...size,
      membersOfEach: membersOf(size.rows),
      ms,
      apartMs,
      ratio: ratioOf(apartMs, ms),
      againMs,
      apartAgainMs,
      againRatio: ratioOf(apartAgainMs, againMs),
      cpuMs: medianOf(together, 'cpuMs'),
      apartCpuMs: medianOf(apart, 'cpuMs'),
      peakRssMb: medianOf(together, 'peakRssMb'),
      apartPeakRssMb: medianOf(apart, 'peakRssMb'),
      probedIds: rows,
      probeNs: probeNs(ofOne),
      probeNsOf32: probeNs(ofMany),
    }),
  );
} finally {
  work.remove();
}
