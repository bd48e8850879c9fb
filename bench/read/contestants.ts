import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Usage } from '../loopback/meter.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { checkOut } from '../support/check-out.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { runProgram } from '../support/run-program.ts';

const readSchema = z.object({
  ids: z.number(),
  ms: z.number(),
  cpuMs: z.number(),
  peakRssMb: z.number(),
});
export type ReadRun = z.infer<typeof readSchema> & Pick<Usage, 'readUnits'>;
export type Read = (version: number) => Promise<ReadRun>;

const questionsSchema = z.object({ ms: z.number(), members: z.number() });
export type QuestionsRun = z.infer<typeof questionsSchema> & Usage;
export type Ask = (
  version: number,
  how: 'contains' | 'containsMany',
  size: { users: number; questions: number },
) => Promise<QuestionsRun>;

const pathOf = (program: string): string => join(import.meta.dirname, `${program}-program.ts`);

const metered = async <T>(loopback: Loopback, run: Promise<T>): Promise<T & Usage> => ({
  ...(await run),
  ...(await loopback.usage()),
});

export interface Contestants {
  /** fetches, decompresses and splits, without the reader */
  bare: Read;
  batches: Read;
  ids: Read;
  /** `ids` of the reader of another commit, which knows no differences */
  createReadBefore: (commit: string) => Promise<Read>;
  ask: Ask;
}

/** @param directory for the bundles */
export const createContestants = async (
  loopback: Loopback,
  directory: string,
): Promise<Contestants> => {
  const environment = contestantEnvironment(loopback.endpoints);

  const createRead = async (program: string, folder: string): Promise<Read> => {
    const path = await bundleProgram(program, folder);
    return async (version) => {
      await loopback.resetUsage();
      const run = { path, arguments: [String(version)], environment };
      return metered(loopback, runProgram(run, readSchema));
    };
  };

  const createReadBefore = async (commit: string): Promise<Read> => {
    const path = checkOut(commit, directory);
    const program = path('bench/read/ids-program.ts');
    mkdirSync(dirname(program), { recursive: true });
    cpSync(pathOf('ids'), program);
    const folder = join(directory, 'before');
    mkdirSync(folder);
    return createRead(program, folder);
  };

  const questions = await bundleProgram(pathOf('questions'), directory);
  const ask: Ask = async (version, how, { users, questions: count }) => {
    await loopback.resetUsage();
    const given = [...[version, users, count].map(String), how];
    const run = { path: questions, arguments: given, environment };
    return metered(loopback, runProgram(run, questionsSchema));
  };

  return {
    bare: await createRead(pathOf('bare'), directory),
    batches: await createRead(pathOf('batches'), directory),
    ids: await createRead(pathOf('ids'), directory),
    createReadBefore,
    ask,
  };
};
