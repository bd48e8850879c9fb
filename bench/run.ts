/**
 * `npm run bench` runs every benchmark, `npm run bench -- NAME [OPTIONS]` one of them. A benchmark is a program
 * `NAME.ts` or `NAME/index.ts` in this folder, and prints one JSON line last.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;

const programs = new Map<string, string>();
for (const name of readdirSync(folder)) {
  if (name.endsWith('.ts') && name !== 'run.ts') programs.set(name.slice(0, -'.ts'.length), name);
  const index = join(name, 'index.ts');
  if (name !== 'node_modules' && existsSync(join(folder, index))) programs.set(name, index);
}

/** npm writes the one lock file when it has installed what the other says. */
const isInstalled = (): boolean => {
  const [installed, wanted] = ['node_modules/.package-lock.json', 'package-lock.json'].map((name) =>
    statSync(join(folder, name), { throwIfNoEntry: false }),
  );
  return installed !== undefined && wanted !== undefined && installed.mtimeMs >= wanted.mtimeMs;
};

const [wanted, ...options] = process.argv.slice(2);
if (wanted !== undefined && !programs.has(wanted)) {
  console.error(`There is no benchmark "${wanted}". There is: ${[...programs.keys()].join(', ')}.`);
  process.exit(2);
}
if (!isInstalled()) {
  console.error('Installing what the benchmarks need into bench/node_modules ...');
  // What npm prints goes where messages go: the last line of the output is a benchmark's result.
  execFileSync('npm', ['ci', '--prefix', folder], { stdio: ['ignore', 2, 2] });
}
for (const [name, program] of programs) {
  if (wanted !== undefined && name !== wanted) continue;
  const { status } = spawnSync(process.execPath, [join(folder, program), ...options], {
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error(`The benchmark "${name}" failed.`);
    process.exitCode = 1;
  }
}
