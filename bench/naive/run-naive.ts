import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Loopback } from '../loopback/start-loopback.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { runProgram } from '../support/run-program.ts';
import { digestItems } from './digest-items.ts';

const program = fileURLToPath(new URL('./naive-program.ts', import.meta.url));

const resultSchema = z.object({ ms: z.number(), members: z.number() });

export interface NaiveRun {
  ms: number;
  members: number;
  readUnits: number;
  writeUnits: number;
  digest: string;
}

export type RunNaive = (loopback: Loopback, concurrency: number) => Promise<NaiveRun>;

/** @param directory for the bundle */
export const createRunNaive = async (directory: string): Promise<RunNaive> => {
  const path = await bundleProgram(program, directory);
  return async (loopback, concurrency) => {
    await loopback.clear();
    const environment = contestantEnvironment(loopback.endpoints);
    const result = await runProgram(
      { path, arguments: [String(concurrency)], environment },
      resultSchema,
    );
    const { readUnits, writeUnits } = await loopback.usage();
    return { ...result, readUnits, writeUnits, digest: await digestItems(loopback) };
  };
};
