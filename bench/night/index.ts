/**
 * A night of exports: 50 lists of 300,000 IDs that overlap, of a project with 5 million users. One scan finds them all, and
 * importers work until the last audience is published. In turn with the product of commit 7b2906c, which imports each file
 * by itself, from a users table that holds another project's 5 million users, too.
 *
 *     npm run bench -- night [--small] [--files N] [--rows N] [--users N] [--runs N] [--importers N] [--without-before]
 *
 * Tables take what new ones do: 12,000 read and 4,000 write units a second, a partition a quarter of it. Fails when an
 * importer gives a message back, or when the members that the reader finds afterwards are not those that the files were made of.
 */
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { dirname, join } from 'node:path';
import { newOnDemandTable } from '../../local/throttling/limits.ts';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { createBenchProject } from '../loopback/bench-audience.ts';
import { membersOf, writeLines } from '../loopback/data/write-files.ts';
import { bucket, tableNames } from '../loopback/names.ts';
import { type Loopback, startLoopback } from '../loopback/start-loopback.ts';
import { assertSame } from '../support/assert-same.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { checkOut } from '../support/check-out.ts';
import { digestUsers } from '../support/digest-users.ts';
import { inTurn } from '../support/in-turn.ts';
import { median } from '../support/median.ts';
import { isSmall, numberGiven } from '../support/options.ts';
import { presentPath } from '../support/present-path.ts';
import { readBackDigest } from '../support/read-back.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { bundleContestant, type Contestant } from './contestant.ts';
import { forgetImports } from '../support/forget-imports.ts';
import { createLists } from '../support/lists.ts';
import { type NightRun, runNight } from './run-night.ts';
import { startQueue } from './start-queue.ts';

const size = {
  files: numberGiven('--files') ?? (isSmall ? 6 : 50),
  rows: numberGiven('--rows') ?? (isSmall ? 20_000 : 300_000),
  users: numberGiven('--users') ?? (isSmall ? 100_000 : 5_000_000),
};
const runs = numberGiven('--runs') ?? (isSmall ? 1 : 3);
/** Lambda starts with as many for a queue. */
const importers = numberGiven('--importers') ?? 5;
const commitBefore = '7b2906c';

const work = createWorkDirectory();
const lists = createLists(size);
const names = Array.from({ length: size.files }, (_, file) => `list-${file}`);

const bundleBefore = (): Promise<Contestant> =>
  bundleContestant(
    { name: 'before', usersTable: tableNames.usersByKey },
    checkOut(commitBefore, work.path),
    work.path,
  );

/** The server computes each file's ETag when it is first asked for it. */
const listOnce = ({ endpoints }: Loopback): Promise<unknown> =>
  new S3Client({ ...sdkSettings(endpoints.s3), forcePathStyle: true }).send(
    new ListObjectsV2Command({ Bucket: bucket }),
  );

type Figures = Record<string, number>;

const medians = (ofRuns: readonly NightRun[]): Figures => {
  const figures = ofRuns.map((run): Figures => ({ ...run }));
  const names = Object.keys(figures[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(figures.map((run) => run[name] ?? Number.NaN))]),
  );
};

const withPrefix = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => [
      prefix + name.charAt(0).toUpperCase() + name.slice(1),
      figure,
    ]),
  );

for (const [file, name] of names.entries())
  writeLines(join(dirname(work.rowsFile), `${name}.csv`), size.rows, (row) =>
    lists.userAt(file, row),
  );
const limits = newOnDemandTable;
const loopback = await startLoopback({ directory: work.inbox, users: size.users, limits });
const queue = await startQueue();
try {
  const expected = new Map<string, string>();
  for (const [file, name] of names.entries()) {
    const memberAt = (place: number): number => lists.memberAt(file, place);
    expected.set(name, await digestUsers(membersOf(size.rows), memberAt));
  }
  await listOnce(loopback);
  const { dynamodb } = await createBenchProject(loopback, size.files);
  const program = await bundleProgram(presentPath('bench/support/function-process.ts'), work.path);
  const now = await bundleContestant(
    { name: 'now', usersTable: tableNames.users },
    presentPath,
    work.path,
  );
  const before = process.argv.includes('--without-before') ? undefined : await bundleBefore();

  const runOnce = async (contestant: Contestant): Promise<NightRun> => {
    await loopback.clear();
    await forgetImports(dynamodb);
    const run = await runNight(contestant, { loopback, queue, program, importers });
    await loopback.unlimit();
    for (const name of names)
      assertSame(`members of ${name}`, {
        expected: expected.get(name),
        [contestant.name]: await readBackDigest(loopback, name),
      });
    return run;
  };
  const ofNow: NightRun[] = [];
  const ofBefore: NightRun[] = [];
  await inTurn(runs, [
    async () => {
      if (before) ofBefore.push(await runOnce(before));
    },
    async () => {
      ofNow.push(await runOnce(now));
    },
  ]);

  console.table([
    ...ofBefore.map((run) => ({ product: commitBefore, ...run })),
    ...ofNow.map((run) => ({ product: 'now', ...run })),
  ]);
  const result = { ...medians(ofNow), ...(before && withPrefix('before', medians(ofBefore))) };
  console.log(JSON.stringify({ bench: 'night', ...size, importers, ...result }));
} finally {
  await queue.close();
  await loopback.stop();
  work.remove();
}
