/**
 * An audience whose list changes little: 20 refreshes of which each takes half a percent of the members out and brings as many
 * in, and 100 of which each changes a tenth of that. With the collector, a day after each. In turn with the product
 * of commit 36e3c67, which writes every version whole.
 *
 *     npm run bench -- refresh [--small] [--churn-per-mille 10|1] [--members N] [--refreshes N] [--limit-users]
 *         [--without-before]
 *
 * Of 12 million members the first takes a quarter of an hour. The second one reads a list and all users 100 times, too: it is of 1.2 million,
 * unless `--members` says otherwise. The commit before does three refreshes only: each of them costs it the same, and
 * `beforeWriteUnits` is what they cost on average, multiplied. Units of deletions are in both.
 *
 * While an import with 1 % churn runs, the table of chunks takes what a new one does: 12,000 read and 4,000 write units a second, a
 * partition a quarter of it; with `--limit-users`, the users table as well. Fails when a version's digest is not that of the list, or the reader finds
 * other members in the last one.
 */
import { newOnDemandTable } from '../../local/throttling/limits.ts';
import { createBenchProject } from '../loopback/bench-audience.ts';
import { startLoopback } from '../loopback/start-loopback.ts';
import { bundleFunction } from '../support/bundle-function.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { checkOut } from '../support/check-out.ts';
import { median } from '../support/median.ts';
import { isSmall, numberGiven } from '../support/options.ts';
import { presentPath } from '../support/present-path.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import {
  type Contestant,
  type Refresh,
  type RefreshOptions,
  runRefreshes,
} from './run-refreshes.ts';
import { createSlidingList } from './sliding-list.ts';

const commitBefore = '36e3c67';
const refreshesBefore = 3;

interface Course {
  /** of a thousand members: half of them leave with a refresh, and as many come in */
  churn: number;
  members: number;
  refreshes: number;
  isLimited: boolean;
}

const courses: readonly Course[] = [
  {
    churn: 10,
    isLimited: true,
    members: numberGiven('--members') ?? (isSmall ? 60_000 : 12_000_000),
    refreshes: numberGiven('--refreshes') ?? (isSmall ? 6 : 20),
  },
  {
    churn: 1,
    isLimited: false,
    members: numberGiven('--members') ?? (isSmall ? 60_000 : 1_200_000),
    refreshes: numberGiven('--refreshes') ?? (isSmall ? 6 : 100),
  },
];
const only = numberGiven('--churn-per-mille');

const work = createWorkDirectory();

const bundleContestant = async (
  name: string,
  pathOf: (path: string) => string,
): Promise<Contestant> => {
  const [importer, collector] = [
    await bundleFunction('importer', pathOf, `${work.path}/${name}`),
    await bundleFunction('collector', pathOf, `${work.path}/${name}`),
  ];
  return { name, importer, collector };
};

const sum = (of: readonly Refresh[], figure: (refresh: Refresh) => number): number =>
  of.reduce((total, refresh) => total + figure(refresh), 0);
const writeUnits = ({ importWriteUnits, collectorWriteUnits }: Refresh): number =>
  importWriteUnits + collectorWriteUnits;
const readUnits = ({ importReadUnits, collectorReadUnits }: Refresh): number =>
  importReadUnits + collectorReadUnits;

const rowsOf = (product: string, refreshes: readonly Refresh[]): object[] =>
  refreshes.map((refresh) => ({ product, ...refresh }));

const figuresOf = (refreshes: readonly Refresh[], times = 1) => ({
  writeUnits: Math.round(sum(refreshes, writeUnits) * times),
  ms: Math.round(median(refreshes.map(({ ms }) => ms))),
  readUnits: Math.round(sum(refreshes, readUnits) * times),
});

const runCourse = async (
  { churn, members, refreshes, isLimited }: Course,
  { before, now }: { before: Contestant | undefined; now: Contestant },
  program: string,
): Promise<void> => {
  const step = Math.round((members * churn) / 2000);
  const list = await createSlidingList({ members, step, refreshes });
  const loopback = await startLoopback({
    directory: work.inbox,
    users: list.users,
    limits: newOnDemandTable,
    unlimitedUsers: !process.argv.includes('--limit-users'),
  });
  try {
    const options: Omit<RefreshOptions, 'refreshes'> = {
      loopback,
      project: await createBenchProject(loopback),
      list,
      path: work.rowsFile,
      program,
      isLimited,
    };
    const few = Math.min(refreshes, refreshesBefore);
    const ofBefore = before && (await runRefreshes(before, { ...options, refreshes: few }));
    const ofNow = await runRefreshes(now, { ...options, refreshes });

    console.table([...rowsOf(commitBefore, ofBefore ?? []), ...rowsOf('now', ofNow)]);
    const result = figuresOf(ofNow);
    const course = { bench: 'refresh', members, churn: churn / 1000, refreshes };
    if (!ofBefore) console.log(JSON.stringify({ ...course, ...result }));
    else {
      const { writeUnits, ms, readUnits } = figuresOf(ofBefore, refreshes / few);
      console.log(
        JSON.stringify({
          ...course,
          beforeWriteUnits: writeUnits,
          writeUnits: result.writeUnits,
          beforeMs: ms,
          ms: result.ms,
          beforeReadUnits: readUnits,
          readUnits: result.readUnits,
        }),
      );
    }
  } finally {
    await loopback.stop();
  }
};

try {
  const program = await bundleProgram(presentPath('bench/support/function-process.ts'), work.path);
  const contestants = {
    before: process.argv.includes('--without-before')
      ? undefined
      : await bundleContestant('before', checkOut(commitBefore, work.path)),
    now: await bundleContestant('now', presentPath),
  };
  for (const course of courses)
    if (only === undefined || only === course.churn) await runCourse(course, contestants, program);
} finally {
  work.remove();
}
