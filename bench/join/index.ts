/**
 * Which IDs of a file are registered? Our kernel against DuckDB, both from two files to a third one.
 *
 *     npm run bench -- join [--small] [--every-query] [--against COMMIT]
 *
 * `--every-query` runs DuckDB with all the SQL in queries.ts. Fails when a contestant finds other members than there
 * are. What the figures mean is in RESULTS.md.
 */
import { fileURLToPath } from 'node:url';
import { countOf } from '../../lambdas/shared/domain/count-of.ts';
import { membersOf } from '../loopback/data/write-files.ts';
import { checkOut } from '../support/check-out.ts';
import { against, isSmall, runs } from '../support/options.ts';
import { createWorkDirectory } from '../support/work-directory.ts';
import { queries } from './queries.ts';
import type { Usage } from './report-usage.ts';
import { type Contestant, runJoin } from './run-join.ts';

const rows = isSmall ? 160_000 : 16_000_000;
const size = { rows, users: rows * 1.25 };

const pathOf = (program: string): string => fileURLToPath(new URL(program, import.meta.url));

const byDuckdb = (query: string): Contestant => ({
  name: `DuckDB, ${query}`,
  path: pathOf('./join-by-duckdb.ts'),
  arguments: [query],
});

const byKernel = (threads: number): Contestant => ({
  name: `kernel, ${countOf(threads, 'thread')}`,
  path: pathOf('./join-by-kernel.ts'),
  arguments: [String(threads)],
});

const kernelThreads = 2;
const kernel = byKernel(kernelThreads);
const kernelAlone = byKernel(1);
const fastest = byDuckdb('fastest');

const otherQueries = (): string[] => {
  if (process.argv.includes('--every-query'))
    return Object.keys(queries).filter((query) => query !== 'fastest');
  return against === undefined ? ['plain'] : [];
};

const work = createWorkDirectory();

const kernelsBefore = (): Contestant[] => {
  if (against === undefined) return [];
  const path = checkOut(against, work.path)('bench/join/join-by-kernel.ts');
  return [kernel, kernelAlone].map((now) => ({ ...now, name: `${now.name}, ${against}`, path }));
};

const before = kernelsBefore();
const contestants = [kernel, ...before, fastest, kernelAlone, ...otherQueries().map(byDuckdb)];
const usages = await runJoin(contestants, size, runs, work).finally(work.remove);
console.table(Object.fromEntries(usages));

const usageOf = ({ name }: Contestant): Usage => {
  const usage = usages.get(name);
  if (usage === undefined) throw new Error(`${name} did not run`);
  return usage;
};
const ratioOf = (ms: number, otherMs: number): number => Number((ms / otherMs).toFixed(2));
const { ms: kernelMs, peakRssMb: kernelPeakRssMb, againMs: kernelAgainMs } = usageOf(kernel);
const { ms: duckdbMs, peakRssMb: duckdbPeakRssMb, againMs: duckdbAgainMs } = usageOf(fastest);
const { ms: oneThreadMs, againMs: oneThreadAgainMs } = usageOf(kernelAlone);
console.log(
  JSON.stringify({
    bench: 'join',
    ...size,
    members: membersOf(rows),
    kernelMs,
    kernelThreads,
    duckdbMs,
    ratio: ratioOf(duckdbMs, kernelMs),
    kernelPeakRssMb,
    duckdbPeakRssMb,
    oneThreadMs,
    oneThreadRatio: ratioOf(duckdbMs, oneThreadMs),
    kernelAgainMs,
    duckdbAgainMs,
    againRatio: ratioOf(duckdbAgainMs, kernelAgainMs),
    oneThreadAgainMs,
    oneThreadAgainRatio: ratioOf(duckdbAgainMs, oneThreadAgainMs),
    ...(against !== undefined && { against, before: before.map(usageOf) }),
  }),
);
