import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { digestLines } from '../support/digest-lines.ts';
import { runProgram } from '../support/run-program.ts';
import type { WorkDirectory } from '../support/work-directory.ts';

const program = fileURLToPath(new URL('../join/join-by-duckdb.ts', import.meta.url));
const resultSchema = z.object({ ms: z.number() });

export interface DuckdbRun {
  ms: number;
  digest: string;
}

/** DuckDB's bare join, by the fastest query of the benchmark `join`: two local files in, the members' IDs out. */
export const runDuckdb = async (
  { path, rowsFile }: WorkDirectory,
  usersFile: string,
): Promise<DuckdbRun> => {
  const members = join(path, 'members-by-duckdb.csv');
  const { ms } = await runProgram(
    { path: program, arguments: ['fastest', rowsFile, usersFile, members], environment: {} },
    resultSchema,
  );
  const digest = await digestLines(readFileSync(members));
  rmSync(members);
  return { ms, digest };
};
